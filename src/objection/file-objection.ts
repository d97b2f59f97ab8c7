import { randomUUID } from 'node:crypto';
import { parseStatement } from '../application/plain-text.ts';
import { getApplicationForUpdateInTrx } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import { recordLook } from '../audit/look-log.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import { readEvidenceBehind } from '../contested/read-contests.ts';
import { objectionContent } from '../contested/sealed.ts';
import type { Database } from '../platform/database.ts';
import { keyReused, transactionUnderKey } from '../platform/transaction-under-key.ts';
import type { Retention } from '../protection/retention.ts';
import { readReport } from '../verification/report-store.ts';
import type { VerificationServices } from '../verification/services.ts';
import { getVerification } from '../verification/store.ts';
import { findContestedRow } from './contested-row.ts';
import { dueFrom, nextNumberInTrx } from './due.ts';
import { readObjections, toObjection } from './objection.ts';
import type { Objection } from './objection.ts';
import { checkProofs, storeProofsInTrx } from './proofs.ts';
import type { CheckedProof } from './proofs.ts';
import { noReport, noSuchRow, openAlready } from './refusals.ts';

const RETENTION: Retention = 'CASE_FILE';
const OBJECTION = { zh: '项异议', en: 'objection' };

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
 * Files an objection 异议 to a row of the newest version, with its proof and its entry in the log of looks: all or
 * nothing. It changes no figure; until it is settled the report says that it is open.
 *
 * @throws Problem NOT_FOUND (no such check, or row), CONFLICT (no report yet, or the same row is objected to already),
 *   IDEMPOTENCY_KEY_REUSED, or INVALID_INPUT with the path of the field.
 */
export async function fileObjection(
  services: VerificationServices,
  actor: Actor,
  input: FileObjection,
): Promise<Objection> {
  const why = parseStatement('why', input.why);
  const proofs = checkProofs(input.proofs);
  return transactionUnderKey(services.db, OBJECTION, (trx) =>
    fileInTrx(services, trx, actor, { ...input, why }, proofs),
  );
}

async function fileInTrx(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  input: FileObjection,
  proofs: readonly CheckedProof[],
): Promise<Objection> {
  const { vault, clock } = services;
  const verification = await getVerification(trx, input.verificationId);
  // Two who file for one case stand in line, so that the second finds the first.
  const application = await getApplicationForUpdateInTrx(trx, verification.applicationId);
  const before = await findByKey(services, trx, actor, input);
  if (before !== null) return before;
  const report = await readReport(trx, vault, verification.id);
  if (report === null) throw noReport();
  const evidence = await readEvidenceBehind(trx, vault, verification);
  const row = findContestedRow(input.key, report.document, evidence);
  if (row === null) throw noSuchRow('key');
  const others = await readObjections(trx, vault, application.id);
  if (others.some(({ state, key }) => state === 'OPEN' && key === row.key)) throw openAlready('key');
  const now = clock.now();
  const id = randomUUID();
  const due = dueFrom(services, application, 'OBJECTION_REVIEW', now);
  const { key, keys, what } = row;
  const stored = await trx
    .insertInto('objection')
    .values({
      id,
      number: await nextNumberInTrx(trx, 'YY', application.division, now),
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
  await recordLook(trx, clock, actor, {
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

/** What was filed under this key before: the same again is the same objection, anything else is refused. */
async function findByKey(
  { vault }: VerificationServices,
  trx: Database,
  { subject }: Actor,
  input: FileObjection,
): Promise<Objection | null> {
  const row = await trx
    .selectFrom('objection')
    .selectAll()
    .where('filed_by', '=', subject)
    .where('idempotency_key', '=', input.idempotencyKey)
    .executeTakeFirst();
  if (row === undefined) return null;
  const before = toObjection(vault, row);
  const isSame = before.verificationId === input.verificationId && before.key === input.key && before.why === input.why;
  if (!isSame) throw keyReused(OBJECTION);
  return before;
}
