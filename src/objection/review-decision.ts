import { getApplication } from '../application/read.ts';
import type { Acting } from '../audit/acting.ts';
import { lawOf } from '../decision/case-law.ts';
import { readDecisions } from '../decision/decision-store.ts';
import { readSetAsideMark } from '../decision/set-aside.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { endOfTerm } from '../policy/deadlines.ts';
import type { VerificationServices } from '../verification/services.ts';
import { openWorkItemInTrx } from '../work-items/open-item.ts';

/**
 * Opens the task to review the decision of a case that rests on facts which have just been set aside, in the transaction
 * that set them aside; nothing where no decision against the family stands. It is due after the term in which an
 * objection is reviewed: no text was seen that sets a term for the decision.
 */
export async function askToReviewDecisionInTrx(
  services: VerificationServices,
  { trx, at, actor }: Acting,
  applicationId: string,
): Promise<void> {
  const { vault, packs, calendar } = services;
  const standing = (await readDecisions(trx, vault, applicationId)).at(-1);
  if (standing === undefined || (await readSetAsideMark(trx, vault, standing)) === null) return;
  const application = await getApplication(trx, applicationId);
  const term = lawOf(packs, application, at)('OBJECTION_REVIEW', shanghaiDate(at));
  await openWorkItemInTrx(trx, {
    kind: 'TASK',
    origin: 'OBJECTION',
    reason: 'REVIEW_DECISION_SET_ASIDE',
    applicationId,
    subject: { kind: 'DECISION', id: standing.id },
    due: term === null ? null : endOfTerm(term, at, calendar),
    division: application.division,
    by: actor.subject,
    at,
  });
}
