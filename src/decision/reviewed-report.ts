import type { Application } from '../application/application.ts';
import type { Database } from '../platform/database.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { readReport } from '../verification/report-store.ts';
import type { StoredReport } from '../verification/report-store.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Verification } from '../verification/verification.ts';
import { decisionTaken, householdChanged, notReviewed, reportExpired } from './decision-refusals.ts';
import { noSuchVersion, notDrawnUp, superseded } from './review-refusals.ts';
import { findReview } from './review-store.ts';
import type { ReportReview } from './review.ts';

/**
 * The version on which may be decided: the newest of its check, of no older check than another of the case for the same
 * purpose (what was asked for another purpose answers another question, and replaces nothing), about the
 * household as it is now, valid today, approved by a second person, and not decided upon yet. The caller holds the case and the check.
 *
 * @throws Problem CONFLICT, NOT_FOUND, REPORT_SUPERSEDED, REPORT_NOT_REVIEWED, DECISION_TAKEN
 */
export async function decidableReport(
  { vault, clock }: VerificationServices,
  trx: Database,
  application: Application,
  verification: Verification,
  version: number,
): Promise<{ readonly report: StoredReport; readonly review: ReportReview }> {
  const report = await readReport(trx, vault, verification.id);
  if (report === null) throw notDrawnUp();
  if (version > report.version || version < 1) throw noSuchVersion();
  if (version < report.version) throw superseded(report);
  const newer = await trx
    .selectFrom('report')
    .innerJoin('verification', 'verification.id', 'report.verification_id')
    .select(['report.number', 'report.version'])
    .where('verification.application_id', '=', verification.applicationId)
    .where('verification.purpose', '=', verification.purpose)
    .where('verification.created_at', '>', verification.requestedAt)
    .orderBy('verification.created_at', 'desc')
    .orderBy('report.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newer !== undefined) throw superseded(newer);
  if (application.householdVersion !== verification.householdVersion) throw householdChanged();
  const { validUntil } = report.document;
  if (validUntil !== null && validUntil.day < shanghaiDate(clock.now())) throw reportExpired();
  const review = await findReview(trx, vault, report.id);
  if (review?.verdict !== 'APPROVED') throw notReviewed(review !== null);
  const taken = await trx.selectFrom('decision').select('id').where('report_id', '=', report.id).executeTakeFirst();
  if (taken !== undefined) throw decisionTaken();
  return { report, review };
}
