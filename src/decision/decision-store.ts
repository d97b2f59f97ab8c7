import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { calendarDateSchema } from '../evidence/fact-scalars.ts';
import { RESULTS } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { documentNumber } from '../office/document-number.ts';
import type { Office } from '../office/office.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Signer } from '../protection/signer.ts';
import type { Retention } from '../protection/retention.ts';
import { canonicalBytes, hashOf } from '../report/canonical.ts';
import { sealAct, signatureOf } from './act-seal.ts';
import type { Decision } from './decision.ts';
import type { Notice } from './notice.ts';
import { decisionParts } from './signed-parts.ts';

const RETENTION: Retention = 'CASE_FILE';
const SHAPE_VERSION = 1;

const contentSchema = z.strictObject({
  reasons: z.string(),
  grounds: z.array(
    z.strictObject({
      finding: z.string(),
      result: z.enum(RESULTS).nullable(),
      words: z.strictObject({ zh: z.string(), en: z.string() }),
      established: z.string().nullable(),
    }),
  ),
  monthlyFen: z.int().nullable(),
  from: calendarDateSchema.nullable(),
  until: calendarDateSchema.nullable(),
});

/** The next number of a decision, which its notice bears too. */
export async function nextDecisionNumberInTrx(
  trx: Database,
  office: Office,
  division: string,
  at: Date,
): Promise<string> {
  const { rows } = await sql<{ serial: number }>`SELECT nextval('decision_serial') AS serial`.execute(trx);
  return documentNumber(office, 'DECISION', { division, at, serial: rows[0]?.serial ?? 0 });
}

/** Stores a decision and its notice, sealed and signed; the row of the version admits one. */
export async function storeDecisionInTrx(
  trx: Database,
  services: { readonly vault: FieldVault; readonly signer: Signer },
  decision: Omit<Decision, 'id' | 'signature'>,
  idempotencyKey: string,
): Promise<Decision> {
  const { vault } = services;
  const id = randomUUID();
  const { reasons, grounds, monthlyFen, from, until } = decision;
  const notice = canonicalBytes(decision.notice);
  const row = {
    id,
    number: decision.number,
    application_id: decision.applicationId,
    verification_id: decision.verificationId,
    report_id: decision.reportId,
    sequence: decision.sequence,
    kind: decision.kind,
    recheck: decision.recheck,
    content_cipher: vault.seal(
      cell(id, 'content_cipher'),
      JSON.stringify({ reasons, grounds, monthlyFen, from, until }),
    ),
    notice_cipher: vault.seal(cell(id, 'notice_cipher'), notice),
    notice_sha256: hashOf(notice),
    shape_version: SHAPE_VERSION,
    decided_by: decision.decidedBy,
    decided_at: decision.decidedAt,
    idempotency_key: idempotencyKey,
    division: decision.division,
    retention: RETENTION,
  };
  const { document_sha256: document } = await trx
    .selectFrom('report')
    .select('document_sha256')
    .where('id', '=', decision.reportId)
    .executeTakeFirstOrThrow();
  const seal = sealAct(services, 'DECISION', id, decisionParts(vault, row, document));
  await trx
    .insertInto('decision')
    .values({ ...row, seal_cipher: seal })
    .execute();
  return { ...decision, id, signature: 'SIGNED' };
}

/** The decisions of a case, oldest first. @throws Error when a stored notice does not have its hash. */
export async function readDecisions(
  db: Database,
  vault: FieldVault,
  applicationId: string,
): Promise<readonly Decision[]> {
  const rows = await decisions(db).where('decision.application_id', '=', applicationId).orderBy('sequence').execute();
  return rows.map((row) => toDecision(vault, row));
}

/** The decision with this number, or `null`. @throws Error when its notice does not have its hash. */
export async function findDecisionByNumber(db: Database, vault: FieldVault, number: string): Promise<Decision | null> {
  const row = await decisions(db).where('decision.number', '=', number).executeTakeFirst();
  return row === undefined ? null : toDecision(vault, row);
}

/** The decision that this officer made under this key, or `null`. */
export async function findDecisionByKey(
  db: Database,
  vault: FieldVault,
  key: { readonly subject: string; readonly idempotencyKey: string },
): Promise<Decision | null> {
  const row = await decisions(db)
    .where('decided_by', '=', key.subject)
    .where('idempotency_key', '=', key.idempotencyKey)
    .executeTakeFirst();
  return row === undefined ? null : toDecision(vault, row);
}

/** The last days of grace periods in these cases, by decision. */
export async function readGraceEnds(
  db: Database,
  vault: FieldVault,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, CalendarDate>> {
  const rows = await db
    .selectFrom('decision')
    .select(['id', 'content_cipher'])
    .where('application_id', 'in', applicationIds)
    .where('kind', '=', 'GRACE_PERIOD')
    .execute();
  return new Map(
    rows.flatMap(({ id, content_cipher: content }) => {
      const { until } = contentSchema.parse(JSON.parse(vault.openText(cell(id, 'content_cipher'), content)));
      return until === null ? [] : [[id, until] as const];
    }),
  );
}

function decisions(db: Database) {
  return db
    .selectFrom('decision')
    .innerJoin('report', 'report.id', 'decision.report_id')
    .leftJoin('unsigned_act', 'act_id', 'decision.id')
    .selectAll('decision')
    .select(['report.number as report_number', 'report.version as report_version', 'act_id as before_signing']);
}

type DecisionRow = Awaited<ReturnType<ReturnType<typeof decisions>['executeTakeFirstOrThrow']>>;

function toDecision(vault: FieldVault, row: DecisionRow): Decision {
  const content = vault.openText(cell(row.id, 'content_cipher'), row.content_cipher);
  const bytes = vault.open(cell(row.id, 'notice_cipher'), row.notice_cipher);
  if (!hashOf(bytes).equals(row.notice_sha256)) throw new Error('a stored notice does not have its hash');
  // Its hash says that these are the bytes of a notice that this house made.
  const notice: Notice = JSON.parse(bytes.toString('utf8'));
  return {
    id: row.id,
    number: row.number,
    applicationId: row.application_id,
    verificationId: row.verification_id,
    reportId: row.report_id,
    reportNumber: row.report_number,
    reportVersion: row.report_version,
    sequence: row.sequence,
    kind: row.kind,
    recheck: row.recheck,
    ...contentSchema.parse(JSON.parse(content)),
    notice,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    division: row.division,
    signature: signatureOf(row.seal_cipher, row.before_signing),
  };
}

function cell(row: string, column: 'content_cipher' | 'notice_cipher') {
  return { table: 'decision', row, column };
}
