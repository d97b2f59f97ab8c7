import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SCAN_MEDIA_TYPES } from '../authorisation/scan.ts';
import type { ScanMediaType } from '../authorisation/scan.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Signer } from '../protection/signer.ts';
import type { Retention } from '../protection/retention.ts';
import { sealAct, signatureOf } from './act-seal.ts';
import type { DoubtOverride, ReportReview } from './review.ts';
import { reviewParts } from './signed-parts.ts';

const RETENTION: Retention = 'CASE_FILE';
const SHAPE_VERSION = 1;

const contentSchema = z.strictObject({ remark: z.string().nullable() });
const overrideSchema = z.strictObject({ zh: z.string(), en: z.string(), reason: z.string() });
const mediaTypeSchema = z.enum(SCAN_MEDIA_TYPES);

/** An override with its proof, about to be stored. */
export type NewOverride = DoubtOverride & { readonly proof: Uint8Array };

/** A review about to be stored. */
export type NewReview = Omit<ReportReview, 'id' | 'overrides' | 'signature'> & {
  readonly overrides: readonly NewOverride[];
  readonly unrelated: boolean;
  readonly idempotencyKey: string;
};

/**
 * Stores a review with its overrides and their proofs, sealed and signed. The row of the version admits one.
 * @returns its id.
 */
export async function storeReviewInTrx(
  trx: Database,
  services: { readonly vault: FieldVault; readonly signer: Signer },
  review: NewReview,
): Promise<string> {
  const { vault } = services;
  const id = randomUUID();
  const kept = { division: review.division, retention: RETENTION, shape_version: SHAPE_VERSION };
  const row = {
    ...kept,
    id,
    report_id: review.reportId,
    verification_id: review.verificationId,
    application_id: review.applicationId,
    verdict: review.verdict,
    content_cipher: vault.seal(cell('report_review', id, 'content_cipher'), json({ remark: review.remark })),
    unrelated: review.unrelated,
    reviewed_by: review.reviewedBy,
    idempotency_key: review.idempotencyKey,
    reviewed_at: review.reviewedAt,
  };
  const overrides = review.overrides
    .toSorted((a, b) => a.doubt - b.doubt)
    .map(({ doubt, words, reason, proof, proofMediaType }) => {
      const own = randomUUID();
      return {
        ...kept,
        id: own,
        review_id: id,
        doubt,
        content_cipher: vault.seal(cell('doubt_override', own, 'content_cipher'), json({ ...words, reason })),
        proof_cipher: vault.seal(cell('doubt_override', own, 'proof_cipher'), proof),
        proof_media_type: proofMediaType,
      };
    });
  const { document_sha256: document } = await trx
    .selectFrom('report')
    .select('document_sha256')
    .where('id', '=', review.reportId)
    .executeTakeFirstOrThrow();
  const seal = sealAct(services, 'REVIEW', id, reviewParts(vault, row, overrides, document));
  await trx
    .insertInto('report_review')
    .values({ ...row, seal_cipher: seal })
    .execute();
  for (const override of overrides) await trx.insertInto('doubt_override').values(override).execute();
  return id;
}

/** The review of one version, or `null`. */
export async function findReview(db: Database, vault: FieldVault, reportId: string): Promise<ReportReview | null> {
  return readReview(db, vault, reviews(db).where('report_review.report_id', '=', reportId));
}

/** The review that this reviewer made under this key, or `null`. */
export async function findReviewByKey(
  db: Database,
  vault: FieldVault,
  key: { readonly subject: string; readonly idempotencyKey: string },
): Promise<ReportReview | null> {
  const { subject, idempotencyKey } = key;
  const query = reviews(db).where('reviewed_by', '=', subject).where('idempotency_key', '=', idempotencyKey);
  return readReview(db, vault, query);
}

/**
 * The paper that proves why a doubt does not apply, or `null` where the review overrides no such doubt. A caller
 * that shows it appends an audit entry.
 */
export async function readDoubtProof(
  db: Database,
  vault: FieldVault,
  reviewId: string,
  doubt: number,
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('doubt_override')
    .select(['id', 'proof_cipher'])
    .where('review_id', '=', reviewId)
    .where('doubt', '=', doubt)
    .executeTakeFirst();
  return row === undefined ? null : vault.open(cell('doubt_override', row.id, 'proof_cipher'), row.proof_cipher);
}

function reviews(db: Database) {
  return db
    .selectFrom('report_review')
    .innerJoin('report', 'report.id', 'report_review.report_id')
    .leftJoin('unsigned_act', 'act_id', 'report_review.id')
    .selectAll('report_review')
    .select(['report.number', 'report.version', 'act_id as before_signing']);
}

type ReviewRow = Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>;

async function readReview(
  db: Database,
  vault: FieldVault,
  query: ReturnType<typeof reviews>,
): Promise<ReportReview | null> {
  const row = await query.executeTakeFirst();
  return row === undefined ? null : toReview(vault, row, await readOverrides(db, vault, row.id));
}

function toReview(vault: FieldVault, row: ReviewRow, overrides: readonly DoubtOverride[]): ReportReview {
  const content = vault.openText(cell('report_review', row.id, 'content_cipher'), row.content_cipher);
  return {
    id: row.id,
    reportId: row.report_id,
    verificationId: row.verification_id,
    applicationId: row.application_id,
    number: row.number,
    version: row.version,
    verdict: row.verdict,
    ...contentSchema.parse(JSON.parse(content)),
    overrides,
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
    division: row.division,
    signature: signatureOf(row.seal_cipher, row.before_signing),
  };
}

async function readOverrides(db: Database, vault: FieldVault, reviewId: string): Promise<readonly DoubtOverride[]> {
  const rows = await db
    .selectFrom('doubt_override')
    .select(['id', 'doubt', 'content_cipher', 'proof_media_type'])
    .where('review_id', '=', reviewId)
    .orderBy('doubt')
    .execute();
  return rows.map((row) => {
    const text = vault.openText(cell('doubt_override', row.id, 'content_cipher'), row.content_cipher);
    const { reason, ...words } = overrideSchema.parse(JSON.parse(text));
    const proofMediaType: ScanMediaType = mediaTypeSchema.parse(row.proof_media_type);
    return { doubt: row.doubt, words, reason, proofMediaType };
  });
}

function cell(table: string, row: string, column: string) {
  return { table, row, column };
}

function json(value: z.infer<typeof contentSchema> | z.infer<typeof overrideSchema>): string {
  return JSON.stringify(value);
}
