import { randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import { parseStatement } from '../application/plain-text.ts';
import type { Acting } from '../audit/acting.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import { keysFrom } from '../contested/contest.ts';
import { describeFact } from '../contested/describe-fact.ts';
import { factKey } from '../contested/fact-key.ts';
import type { FactRoot } from '../contested/fact-root.ts';
import { readEvidenceBehind } from '../contested/read-contests.ts';
import { disputeContent } from '../contested/sealed.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { readPersonIds } from '../household/household-store.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import type { VerificationServices } from '../verification/services.ts';
import { readDisputes, toDispute } from './dispute.ts';
import type { Dispute } from './dispute.ts';
import { drawUpInTrx, reportedChecks } from './draw-up.ts';
import { dueFrom, nextNumberInTrx } from './due.ts';
import { checkProofs, storeProofsInTrx } from './proofs.ts';
import { noEnterprises, noReport, nothingStems, openAlready, outsideTheHousehold } from './refusals.ts';

const RETENTION: Retention = 'CASE_FILE';

/** A dispute as submitted. */
export type OpenDispute = {
  readonly applicationId: string;
  readonly personId: string;
  readonly kind: FactRoot['kind'];
  /** Credit codes of the enterprises registered in a stolen name; none for a false death. */
  readonly enterpriseCodes: readonly string[];
  readonly why: string;
  readonly proofs: readonly ScanInput[];
  readonly idempotencyKey: string;
};

/**
 * Opens a dispute over every fact that stems from one wrong entry, and composes a version of each report of the case
 * that shows both figures. While it is open, aid is neither stopped nor reduced (`isContested`).
 *
 * @param acting has locked the case.
 * @throws Problem NOT_FOUND, CONFLICT (no report yet, nothing stems from the root, it is already disputed, or it is
 * about a support obligor), or INVALID_INPUT with the path of the field.
 */
export async function openDisputeInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  given: OpenDispute,
): Promise<Dispute> {
  const input = { ...given, why: parseStatement('why', given.why) };
  const proofs = await checkProofs(input.proofs);
  if (input.kind === 'FALSE_DEATH' && input.enterpriseCodes.length > 0) throw noEnterprises();
  const { vault } = services;
  const { trx, actor, at: now } = acting;
  await refuseObligor(trx, application, input.personId);
  const others = await readDisputes(trx, vault, application.id);
  if (
    others.some(({ state, personId, kind }) => state === 'OPEN' && personId === input.personId && kind === input.kind)
  )
    throw openAlready('personId');
  const checks = await reportedChecks(trx, application.id);
  if (checks.length === 0) throw noReport();
  const evidence: EvidencePiece[] = [];
  for (const id of checks)
    evidence.push(...(await readEvidenceBehind(trx, vault, { id, applicationId: application.id })));
  const root = rootOf(input, evidence);
  const what = whatRegistersSay(root, input.personId, evidence);
  const id = randomUUID();
  const due = dueFrom(services, application, 'IDENTITY_DISPUTE', now);
  const row = await trx
    .insertInto('identity_dispute')
    .values({
      id,
      number: await nextNumberInTrx(trx, services.office, 'DISPUTE', application.division, now),
      application_id: application.id,
      person_id: input.personId,
      kind: input.kind,
      content_cipher: disputeContent.seal(vault, id, { root, what, why: input.why }),
      opened_by: actor.subject,
      idempotency_key: input.idempotencyKey,
      opened_at: now,
      due_at: due.at,
      due_provisional: due.provisional,
      life_cipher: null,
      life_confirmed_by: null,
      life_confirmed_at: null,
      state: 'OPEN',
      outcome: null,
      settlement_cipher: null,
      settled_by: null,
      settled_at: null,
      version: 1,
      division: application.division,
      retention: RETENTION,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const by = { subject: actor.subject, division: application.division, at: now };
  await storeProofsInTrx(trx, vault, { disputeId: id }, proofs, by);
  for (const check of checks) await drawUpInTrx(services, acting, check);
  acting.look({
    act: 'OPEN_DISPUTE',
    purpose: 'OBJECTION',
    applicationId: application.id,
    personId: input.personId,
    fieldKinds: proofs.length === 0 ? ['DISPUTE', input.kind] : ['DISPUTE', input.kind, 'PROOF'],
    outcome: 'DONE',
    division: application.division,
  });
  return toDispute(vault, row);
}

/**
 * A dispute about a support obligor would bring register entries about the obligor into the report, where they do
 * not belong.
 */
async function refuseObligor(trx: Database, application: Application, personId: string): Promise<void> {
  const obligors = await readPersonIds(trx, application, 'OBLIGOR');
  if (obligors.includes(personId)) throw outsideTheHousehold('personId');
}

/** The dispute with this idempotency key. */
export async function getDisputeByKey(
  db: Database,
  vault: FieldVault,
  { subject, idempotencyKey }: { readonly subject: string; readonly idempotencyKey: string },
): Promise<Dispute> {
  const row = await db
    .selectFrom('identity_dispute')
    .selectAll()
    .where('opened_by', '=', subject)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  return toDispute(vault, row);
}

/** The root, with each enterprise's name in the register. */
function rootOf({ kind, enterpriseCodes, personId }: OpenDispute, evidence: readonly EvidencePiece[]): FactRoot {
  if (kind === 'FALSE_DEATH') return { kind };
  const own = evidence.filter((piece) => piece.personId === personId).flatMap(({ facts }) => facts);
  const enterprises = [...new Set(enterpriseCodes)].map((code) => {
    const role = own.find((fact) => fact.type === 'BUSINESS_ROLE' && fact.entityCode === code);
    if (role?.type !== 'BUSINESS_ROLE') throw nothingStems('enterpriseCodes');
    return { code, name: role.entityName };
  });
  if (enterprises.length === 0) throw nothingStems('enterpriseCodes');
  return { kind, enterprises };
}

/** @throws Problem CONFLICT where no register holds a fact that stems from the root. */
function whatRegistersSay(root: FactRoot, personId: string, evidence: readonly EvidencePiece[]): string {
  const keys = new Set(keysFrom(root, personId, evidence));
  if (keys.size === 0) throw nothingStems('personId');
  if (root.kind === 'STOLEN_IDENTITY')
    return `${root.enterprises.map(({ name }) => name).join('、')}等登记及其后续信息`;
  const texts = evidence.flatMap((piece) =>
    piece.facts.filter((fact) => keys.has(factKey(piece, fact))).map(describeFact),
  );
  return [...new Set(texts)].join('；');
}
