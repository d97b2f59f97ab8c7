import { findReview, readDoubtProof } from '../../decision/review-store.ts';
import type { ReportReview } from '../../decision/review.ts';
import { assertMay } from '../may.ts';
import { look, notFound, realIds } from '../reader.ts';
import type { Reader } from '../reader.ts';

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

/** The paper that proves why a doubt does not stand; an entry of its own. The caller has seen the review. */
export async function seeDoubtProof(
  reader: Reader,
  { id, applicationId, verificationId, division }: ReportReview,
  doubt: number,
): Promise<Uint8Array> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  await look(reader, [{ act: 'READ_REVIEW', applicationId, verificationId, fieldKinds: ['PROOF'], division }]);
  const proof = await readDoubtProof(reader.services.db, reader.services.vault, id, doubt);
  if (proof === null) throw notFound();
  return proof;
}
