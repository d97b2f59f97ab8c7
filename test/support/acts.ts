import { asWorker } from '../../jobs/as-worker.ts';
import { takeAnswersAct } from '../../src/access/acts/answer-work.ts';
import { closeApplicationAct, registerApplicationAct } from '../../src/access/acts/application.ts';
import {
  claimQuestionsAct,
  issueReportsAct,
  planChecksAct,
  settleFollowersAct,
} from '../../src/access/acts/check-work.ts';
import { decideAct, recordStepAct } from '../../src/access/acts/decision.ts';
import type { Act, Place } from '../../src/access/acts/define-act.ts';
import { endLetterAct, recordLetterAct, withdrawGrantAct } from '../../src/access/acts/letter.ts';
import { fileObjectionAct } from '../../src/access/acts/objection.ts';
import { perform } from '../../src/access/acts/perform.ts';
import { loadPolicyAct } from '../../src/access/acts/policy.ts';
import { decidePolicyEffectAct, takeEffectAct } from '../../src/access/acts/policy-effect.ts';
import { remindSourceAct, setExpectedTimeAct } from '../../src/access/acts/source.ts';
import { recordStaffAct } from '../../src/access/acts/staff.ts';
import { reviewReportAct } from '../../src/access/acts/review.ts';
import { cancelVerificationAct, requestLookupAct, requestVerificationAct } from '../../src/access/acts/verification.ts';
import type { Principal } from '../../src/access/principal.ts';
import type { CaseServices } from '../../src/application/services.ts';
import { STAFF_ROLES } from '../../src/audit/actor.ts';
import type { Actor } from '../../src/audit/actor.ts';
import { recordLooksBy } from '../../src/audit/look-log.ts';
import type { LookEntry } from '../../src/audit/look-log.ts';
import type { ClaimScope } from '../../src/verification/claim-scope.ts';
import { reissueReportInTrx } from '../../src/verification/issue-report.ts';
import type { Issuing, Reissue } from '../../src/verification/issue-report.ts';
import type { VerificationServices } from '../../src/verification/services.ts';
import { findFollowingChecks } from '../../src/verification/settle-followers.ts';
import type { TakenAnswer } from '../../src/verification/take-answers.ts';

/** The acts as functions of the services, who acts, and the input: what a test does on behalf of somebody. */
export const registerApplication = performing(registerApplicationAct);
export const closeApplication = performing(closeApplicationAct);
export const recordLetter = performing(recordLetterAct);
export const endLetter = performing(endLetterAct);
export const withdrawGrant = performing(withdrawGrantAct);
export const requestVerification = performing(requestVerificationAct);
export const requestLookup = performing(requestLookupAct);
export const cancelVerification = performing(cancelVerificationAct);
export const recordStep = performing(recordStepAct);
export const reviewReport = performing(reviewReportAct);
export const decide = performing(decideAct);
export const fileObjection = performing(fileObjectionAct);
export const loadPolicy = performing(loadPolicyAct);
export const recordStaff = performing(recordStaffAct);
export const takeEffect = performing(takeEffectAct);
export const remindSource = performing(remindSourceAct);
export const setExpectedTime = performing(setExpectedTimeAct);
export const decidePolicyEffect = performing(decidePolicyEffectAct);

/** The staff member whom an audit entry would name so; officers of a small county review and decide. */
export function principalOf({ subject, role, division }: Actor): Principal {
  const held = STAFF_ROLES.find((one) => one === role);
  if (held === undefined) throw new Error(`${role} is no role of staff`);
  return { kind: 'STAFF', subject, division, roles: held === 'REVIEWER' ? ['REVIEWER', 'DECIDER'] : [held] };
}

function performing<Services, Input, Output, Found extends Place>(act: Act<Services, Input, Output, Found>) {
  return (services: Services & CaseServices, actor: Actor, input: Input): Promise<Output> =>
    perform(services, principalOf(actor), actor.checkId, act, input);
}

/** The acts of a worker, one step at a time. */
export const planChecks = (services: VerificationServices, ids: readonly string[]) =>
  asWorker(services, planChecksAct, { ids });
export const claimQuestions = (services: VerificationServices, scope: ClaimScope) =>
  asWorker(services, claimQuestionsAct, scope);
export const takeAnswers = (services: VerificationServices, answers: readonly TakenAnswer[]) =>
  asWorker(services, takeAnswersAct, answers);
export const issueReports = (services: VerificationServices, ids: readonly string[]) =>
  asWorker(services, issueReportsAct, { ids });
export const issueReport = async (services: VerificationServices, id: string) =>
  (await issueReports(services, [id])).get(id);

/** Settles what waits with these questions; with `null`, whatever waits. */
export async function settleFollowers(services: VerificationServices, firstIds: readonly string[] | null) {
  return asWorker(services, settleFollowersAct, { firstIds, ids: await findFollowingChecks(services, firstIds) });
}

/** A further version of a report, drawn up at once for any reason. */
export function reissueReport(
  services: VerificationServices,
  actor: Actor,
  verificationId: string,
  why: Reissue,
): Promise<Issuing> {
  return services.db.transaction().execute(async (trx) => {
    const looks: LookEntry[] = [];
    const at = services.clock.now();
    const look = (...entries: readonly LookEntry[]): void => void looks.push(...entries);
    const issuing = await reissueReportInTrx(services, { trx, at, actor, look }, verificationId, why);
    await recordLooksBy(
      trx,
      at,
      looks.map((entry) => ({ actor, entry })),
    );
    return issuing;
  });
}
