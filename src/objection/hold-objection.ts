import { z } from 'zod';
import type { LookEntry } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { toObjection } from './objection.ts';
import type { Objection } from './objection.ts';
import { notThere, settledAlready } from './refusals.ts';

/**
 * An open objection, held until the caller's transaction ends: of two who act on it at once the second finds what the
 * first made of it.
 *
 * @throws Problem NOT_FOUND; ALREADY_SETTLED
 */
export async function holdOpenObjectionInTrx(trx: Database, vault: FieldVault, id: string): Promise<Objection> {
  const row = z.guid().safeParse(id).success
    ? await trx.selectFrom('objection').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    : undefined;
  if (row === undefined) throw notThere('objectionId');
  if (row.state !== 'OPEN') throw settledAlready('objectionId');
  return toObjection(vault, row);
}

/** The audit entry of an act on an objection. */
export function lookAtObjection(
  objection: Objection,
  { act, fieldKinds, outcome }: Pick<LookEntry, 'act' | 'fieldKinds' | 'outcome'>,
): LookEntry {
  return {
    act,
    purpose: 'OBJECTION',
    applicationId: objection.applicationId,
    verificationId: objection.verificationId,
    ...(objection.personId === null ? {} : { personId: objection.personId }),
    ...(objection.sourceId === null ? {} : { sourceId: objection.sourceId }),
    fieldKinds,
    outcome,
    division: objection.division,
  };
}
