import { ownRequest, registeredByReviewer } from '../../decision/review-refusals.ts';
import { judgeOverrides, reviewReportInTrx } from '../../decision/review-report.ts';
import type { ReviewInput } from '../../decision/review-report.ts';
import { findReviewByKey } from '../../decision/review-store.ts';
import type { ReportReview } from '../../decision/review.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import { ofVerification } from './locate.ts';
import type { OfCheck } from './locate.ts';

/** The second pair of eyes on a report version 复核: approves it, or sends it back. */
export const reviewReportAct = defineAct<VerificationServices, ReviewInput, ReportReview, OfCheck>({
  name: 'REVIEW_REPORT',
  roles: ['REVIEWER'],
  target: 'CASE',
  keyed: true,
  entry: 'REVIEW_REPORT',
  field: 'verificationId',
  apart: { REQUESTED: ownRequest, REGISTERED: registeredByReviewer },
  locate: ofVerification,
  prepare: judgeOverrides,
  run: ({ services, application, ...acting }, input) => reviewReportInTrx(services, acting, application, input),
  async recall({ services, trx }, key) {
    const review = await findReviewByKey(trx, services.vault, key);
    if (review === null) throw new Error('a review that was recorded under a key is there');
    return review;
  },
});
