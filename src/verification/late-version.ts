import type { Database } from '../platform/database.ts';
import { openWorkItemInTrx } from '../work-items/open-item.ts';
import type { Verification } from './verification.ts';

/**
 * Opens the task that a new version from late answers brings, in the transaction that issues it: the version needs its own
 * review, and where the case was decided on an earlier one the decision is looked at again. It goes to the person who
 * reviewed the check last, else to the one who requested it.
 *
 * @param issued by whose act and at which instant the version was issued.
 */
export async function openLateVersionInTrx(
  trx: Database,
  { id, applicationId, requestedBy, division }: Verification,
  issued: { readonly by: string; readonly at: Date },
): Promise<void> {
  const decided = await trx
    .selectFrom('decision')
    .select('id')
    .where('application_id', '=', applicationId)
    .limit(1)
    .executeTakeFirst();
  const review = await trx
    .selectFrom('report_review')
    .select('reviewed_by')
    .where('verification_id', '=', id)
    .orderBy('reviewed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await openWorkItemInTrx(trx, {
    kind: 'TASK',
    origin: 'LATE_ANSWER',
    reason: decided === undefined ? 'REVIEW_LATE_VERSION' : 'RECONSIDER_AFTER_LATE_ANSWER',
    applicationId,
    subject: { kind: 'VERIFICATION', id },
    owner: review?.reviewed_by ?? requestedBy,
    division,
    ...issued,
  });
}
