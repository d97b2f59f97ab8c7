import { findReview } from '../decision/review-store.ts';
import type { ReportReview } from '../decision/review.ts';
import { assertMay } from './may.ts';
import { look, notFound, realIds } from './reader.ts';
import type { Reader } from './reader.ts';

/** One version of a report whose review is looked at. */
export type ReviewedVersion = {
  readonly verificationId: string;
  readonly version: number;
};

/** The review of a version, or `null` where nobody has reviewed it. The caller has seen the verification. */
export async function seeReview(
  reader: Reader,
  { verificationId, version }: ReviewedVersion,
): Promise<ReportReview | null> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const { db, vault } = reader.services;
  const report = await db
    .selectFrom('report')
    .innerJoin('verification', 'verification.id', 'report.verification_id')
    .select(['report.id', 'report.division', 'verification.application_id'])
    .where('report.verification_id', 'in', realIds([verificationId]))
    .where('report.version', '=', version)
    .executeTakeFirst();
  if (report === undefined) throw notFound();
  const review = await findReview(db, vault, report.id);
  await look(reader, [
    {
      act: 'READ_REVIEW',
      applicationId: report.application_id,
      verificationId,
      fieldKinds: (review?.overrides.length ?? 0) > 0 ? ['REVIEW', 'OVERRIDE'] : ['REVIEW'],
      division: report.division,
    },
  ]);
  return review;
}
