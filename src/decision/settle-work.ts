import type { Database } from '../platform/database.ts';
import { settleDoneInTrx } from '../work-items/change-items.ts';
import type { Decision } from './decision.ts';
import type { ReportReview } from './review.ts';

/** A review settles the task to review that check's late version: only the newest version is reviewed. */
export async function settleReviewedInTrx(
  trx: Database,
  review: Pick<ReportReview, 'verificationId' | 'reviewedBy' | 'reviewedAt'> & { readonly applicationId: string },
): Promise<void> {
  await settleDoneInTrx(trx, {
    applicationId: review.applicationId,
    subjectId: review.verificationId,
    reasons: ['REVIEW_LATE_VERSION'],
    by: review.reviewedBy,
    at: review.reviewedAt,
  });
}

/** A decision settles the tasks to look at the former one again: it is made on the newest version. */
export async function settleDecidedInTrx(
  trx: Database,
  { applicationId, decidedBy, decidedAt }: Pick<Decision, 'applicationId' | 'decidedBy' | 'decidedAt'>,
): Promise<void> {
  await settleDoneInTrx(trx, {
    applicationId,
    reasons: ['RECONSIDER_AFTER_LATE_ANSWER', 'REVIEW_DECISION_SET_ASIDE'],
    by: decidedBy,
    at: decidedAt,
  });
}
