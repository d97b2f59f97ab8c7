import { parseStatement } from '../application/plain-text.ts';
import { invalid } from '../application/refusals.ts';
import type { CaseServices } from '../application/services.ts';
import type { Signer } from '../protection/signer.ts';
import type { Acting } from '../audit/acting.ts';
import type { Application } from '../application/application.ts';
import { checkScan, judgeScans } from '../authorisation/scan.ts';
import type { ScanInput, ScanMediaType } from '../authorisation/scan.ts';
import type { Words } from '../indicators/outcome.ts';
import type { Database } from '../platform/database.ts';
import { readReport } from '../verification/report-store.ts';
import { lockVerificationInTrx } from '../verification/store.ts';
import type { Verification } from '../verification/verification.ts';
import { noSuchVersion, notDrawnUp, notStatedUnrelated, reviewTaken, superseded } from './review-refusals.ts';
import { findReview, storeReviewInTrx } from './review-store.ts';
import type { NewOverride } from './review-store.ts';
import { settleReviewedInTrx } from './settle-work.ts';
import type { ReportReview, ReviewVerdict } from './review.ts';

/** The services that a review needs. */
type ReviewServices = CaseServices & { readonly signer: Signer };

/** A review as submitted. */
export type ReviewInput = {
  readonly verificationId: string;
  readonly version: number;
  readonly verdict: ReviewVerdict;
  /** Needed where the version is sent back. */
  readonly remark: string | null;
  readonly overrides: readonly { readonly doubt: number; readonly reason: string; readonly proof: ScanInput }[];
  /** The reviewer declares not to be related to the applicant. */
  readonly unrelated: boolean;
  readonly idempotencyKey: string;
};

/** Examines the proofs of overridden doubts before the act locks its case. */
export function judgeOverrides({ overrides }: ReviewInput): Promise<void> {
  return judgeScans(overrides.map(({ proof: scan }, index) => ({ scan, field: proofField(index) })));
}

function proofField(index: number): string {
  return `overrides[${index}].proof`;
}

/**
 * Reviews 复核 the newest version of a report. When two people review at once, one review is recorded and the other is
 * refused. A new version needs a new review.
 *
 * @param acting has locked the case.
 * @throws Problem REPORT_SUPERSEDED (with the newer version), REVIEW_TAKEN, CONFLICT (no report yet), or
 * INVALID_INPUT with the path of the field.
 */
export async function reviewReportInTrx(
  services: ReviewServices,
  acting: Acting,
  application: Application,
  given: ReviewInput,
): Promise<ReportReview> {
  const remark = given.remark === null ? null : parseStatement('remark', given.remark);
  if (given.verdict === 'SENT_BACK') assertSendsBack(remark, given.overrides.length);
  const overrides: CheckedOverride[] = [];
  for (const [index, override] of given.overrides.entries()) {
    overrides.push({ ...override, proofMediaType: await checkScan(override.proof, proofField(index)) });
  }
  const input: CheckedReview = { ...given, remark, overrides };
  const { vault } = services;
  const { trx, at, actor } = acting;
  const verification = await lockVerificationInTrx(trx, input.verificationId);
  const report = await newestVersion(trx, vault, verification, input.version);
  if (application.staffRelative && !input.unrelated) throw notStatedUnrelated();
  if ((await findReview(trx, vault, report.id)) !== null) throw reviewTaken();
  const review = {
    reportId: report.id,
    verificationId: verification.id,
    applicationId: application.id,
    number: report.number,
    version: report.version,
    verdict: input.verdict,
    remark: input.remark,
    overrides: input.overrides.map((override, index) => readOverride(report.document.doubts, input, index, override)),
    reviewedBy: actor.subject,
    reviewedAt: at,
    division: verification.division,
    unrelated: input.unrelated,
    idempotencyKey: input.idempotencyKey,
  };
  const id = await storeReviewInTrx(trx, services, review);
  await settleReviewedInTrx(trx, review);
  acting.look({
    act: 'REVIEW_REPORT',
    purpose: verification.purpose,
    applicationId: application.id,
    verificationId: verification.id,
    fieldKinds: review.overrides.length === 0 ? ['REVIEW'] : ['REVIEW', 'OVERRIDE'],
    outcome: input.verdict,
    division: verification.division,
  });
  return { ...review, id, signature: 'SIGNED' };
}

/** A review whose proofs have been examined. */
type CheckedReview = Omit<ReviewInput, 'overrides'> & { readonly overrides: readonly CheckedOverride[] };
type CheckedOverride = ReviewInput['overrides'][number] & { readonly proofMediaType: ScanMediaType };

/** The version under review, which must be the newest. */
async function newestVersion(
  trx: Database,
  vault: ReviewServices['vault'],
  { id }: Verification,
  version: number,
): Promise<NonNullable<Awaited<ReturnType<typeof readReport>>>> {
  const newest = await readReport(trx, vault, id);
  if (newest === null) throw notDrawnUp();
  if (version > newest.version || version < 1) throw noSuchVersion();
  if (version < newest.version) throw superseded(newest);
  return newest;
}

function readOverride(
  doubts: readonly Words[],
  { overrides }: CheckedReview,
  index: number,
  { doubt, reason, proof, proofMediaType }: CheckedOverride,
): NewOverride {
  const field = `overrides[${index}]`;
  const words = doubts[doubt];
  if (words === undefined) {
    throw invalid(
      `${field}.doubt`,
      '该版报告没有这一条疑点，请核对序号（从 0 起）',
      'This version has no such doubt; check its position, counted from 0',
    );
  }
  if (overrides.findIndex((other) => other.doubt === doubt) !== index) {
    throw invalid(`${field}.doubt`, '同一条疑点只能说明一次', 'A doubt is overridden once');
  }
  return {
    doubt,
    words,
    reason: parseStatement(`${field}.reason`, reason),
    proof: proof.bytes,
    proofMediaType,
  };
}

function assertSendsBack(remark: string | null, overrides: number): void {
  if (remark === null) throw invalid('reason', '退回须说明理由', 'Say why it is sent back');
  if (overrides > 0) {
    throw invalid('overrides', '退回的报告不作疑点排除', 'No doubt is overridden in a report that is sent back');
  }
}
