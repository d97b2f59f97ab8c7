import { randomUUID } from 'node:crypto';
import { parseStatement } from '../application/plain-text.ts';
import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import { readEvidenceBehind } from '../contested/read-contests.ts';
import { objectionContent } from '../contested/sealed.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import { readReport } from '../verification/report-store.ts';
import type { VerificationServices } from '../verification/services.ts';
import { getVerification } from '../verification/store.ts';
import { findContestedRow } from './contested-row.ts';
import { dueFrom, nextNumberInTrx } from './due.ts';
import { readObjections, toObjection } from './objection.ts';
import type { Objection } from './objection.ts';
import { checkProofs, storeProofsInTrx } from './proofs.ts';
import { noReport, noSuchRow, openAlready } from './refusals.ts';

const RETENTION: Retention = 'CASE_FILE';

/** An objection as it is handed in. */
export type FileObjection = {
  readonly verificationId: string;
  /** Key of a row of the newest version, see `src/objection/contested-row.ts`. */
  readonly key: string;
  readonly why: string;
  readonly proofs: readonly ScanInput[];
  readonly idempotencyKey: string;
};

/**
 * Files an objection 异议 to a row of the newest version, with its proof. It changes no figure; until it is settled the
 * report says that it is open.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND (no such row), CONFLICT (no report yet, or the same row is objected to already), or
 *   INVALID_INPUT with the path of the field.
 */
export async function fileObjectionInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  given: FileObjection,
): Promise<Objection> {
  const input = { ...given, why: parseStatement('why', given.why) };
  const proofs = await checkProofs(input.proofs);
  const { vault } = services;
  const { trx, actor, at: now } = acting;
  const verification = await getVerification(trx, input.verificationId);
  const report = await readReport(trx, vault, verification.id);
  if (report === null) throw noReport();
  const evidence = await readEvidenceBehind(trx, vault, verification);
  const row = findContestedRow(input.key, report.document, evidence);
  if (row === null) throw noSuchRow('key');
  const others = await readObjections(trx, vault, application.id);
  if (others.some(({ state, key }) => state === 'OPEN' && key === row.key)) throw openAlready('key');
  const id = randomUUID();
  const due = dueFrom(services, application, 'OBJECTION_REVIEW', now);
  const { key, keys, what } = row;
  const stored = await trx
    .insertInto('objection')
    .values({
      id,
      number: await nextNumberInTrx(trx, services.office, 'OBJECTION', application.division, now),
      application_id: application.id,
      verification_id: verification.id,
      report_id: report.id,
      subject: row.subject,
      person_id: row.personId,
      source_id: row.sourceId,
      institution: row.institution,
      content_cipher: objectionContent.seal(vault, id, { key, keys, what, why: input.why }),
      filed_by: actor.subject,
      idempotency_key: input.idempotencyKey,
      filed_at: now,
      due_at: due.at,
      due_provisional: due.provisional,
      asked_again: null,
      state: 'OPEN',
      outcome: null,
      settlement_cipher: null,
      settled_by: null,
      settled_at: null,
      settled_report_id: null,
      version: 1,
      division: application.division,
      retention: RETENTION,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const by = { subject: actor.subject, division: application.division, at: now };
  await storeProofsInTrx(trx, vault, { objectionId: id }, proofs, by);
  acting.look({
    act: 'FILE_OBJECTION',
    purpose: 'OBJECTION',
    applicationId: application.id,
    verificationId: verification.id,
    ...(row.personId === null ? {} : { personId: row.personId }),
    ...(row.sourceId === null ? {} : { sourceId: row.sourceId }),
    fieldKinds: proofs.length === 0 ? ['OBJECTION'] : ['OBJECTION', 'PROOF'],
    outcome: 'DONE',
    division: application.division,
  });
  return toObjection(vault, stored);
}

/** The objection that was filed under this key. */
export async function getObjectionByKey(
  db: Database,
  vault: FieldVault,
  { subject, idempotencyKey }: { readonly subject: string; readonly idempotencyKey: string },
): Promise<Objection> {
  const row = await db
    .selectFrom('objection')
    .selectAll()
    .where('filed_by', '=', subject)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  return toObjection(vault, row);
}
