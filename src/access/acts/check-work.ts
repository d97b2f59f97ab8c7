import type { QuestionFault } from '../../question/fault.ts';
import { askAmountsInTrx } from '../../verification/ask-amounts.ts';
import { claimQuestionsInTrx, holdForClaimInTrx } from '../../verification/claim-questions.ts';
import type { Claim, HeldForClaim } from '../../verification/claim-questions.ts';
import type { ClaimScope } from '../../verification/claim-scope.ts';
import { issueReportsInTrx } from '../../verification/issue-report.ts';
import type { Issuing } from '../../verification/issue-report.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { settleFollowersInTrx } from '../../verification/settle-followers.ts';
import type { Followed } from '../../verification/settle-followers.ts';
import { settleSilentInTrx } from '../../verification/settle-overdue.ts';
import { lockVerificationInTrx, lockVerificationsInTrx } from '../../verification/store.ts';
import { tellWaitingInTrx } from '../../verification/tell-waiting.ts';
import type { Wait } from '../../verification/tell-waiting.ts';
import type { Verification } from '../../verification/verification.ts';
import { planChecksInTrx } from '../../verification/write-plan.ts';
import { defineProgramAct } from './program-act.ts';

type Ids = { readonly ids: readonly string[] };
type Checks = readonly Verification[];

/** Plans checks: writes their questions. */
export const planChecksAct = defineProgramAct<VerificationServices, Ids, Checks, Checks>({
  name: 'PLAN_CHECKS',
  traces: 'EACH_CHECK',
  hold: (trx, { ids }) => lockVerificationsInTrx(trx, ids),
  run: (services, acting, _, held) => planChecksInTrx(services, acting, held),
});

/** Claims questions that may be sent now, each compared with the current letters. */
export const claimQuestionsAct = defineProgramAct<VerificationServices, ClaimScope, Claim, HeldForClaim>({
  name: 'CLAIM_QUESTIONS',
  traces: 'EACH_CHECK',
  hold: (trx, scope, services) => holdForClaimInTrx(services, trx, scope),
  run: claimQuestionsInTrx,
});

/** Tells the watchers of a check that its questions to a source stand in line. */
export const tellWaitingAct = defineProgramAct<VerificationServices, Wait, boolean, Verification>({
  name: 'TELL_WAITING',
  traces: 'NO_PERSON',
  hold: (trx, { verificationId }) => lockVerificationInTrx(trx, verificationId),
  run: (_, acting, wait) => tellWaitingInTrx(acting, wait),
});

/** Settles questions that waited with others which are settled now. An operator does it after kept answers were read. */
export const settleFollowersAct = defineProgramAct<
  VerificationServices,
  Ids & { readonly firstIds: readonly string[] | null },
  Followed,
  Checks
>({
  name: 'SETTLE_FOLLOWERS',
  roles: ['SYSTEM', 'OPERATOR'],
  traces: 'EACH_CHECK',
  hold: (trx, { ids }) => lockVerificationsInTrx(trx, ids),
  run: (_, acting, { firstIds }, held) => settleFollowersInTrx(acting, firstIds, held),
});

/** Asks for the amounts that the line needs. @returns the checks that wait for one now. */
export const askAmountsAct = defineProgramAct<VerificationServices, Ids, ReadonlySet<string>, Checks>({
  name: 'ASK_AMOUNTS',
  traces: 'EACH_CHECK',
  hold: (trx, { ids }) => lockVerificationsInTrx(trx, ids),
  run: (services, { trx, actor, at }, _, held) =>
    askAmountsInTrx(
      services,
      trx,
      actor,
      held.filter(({ state }) => state === 'ASKING'),
      at,
    ),
});

/** Closes what is overdue of one check. @returns the number of questions closed. */
export const closeOverdueAct = defineProgramAct<
  VerificationServices,
  { readonly verificationId: string },
  number,
  Verification
>({
  name: 'CLOSE_OVERDUE',
  traces: 'EACH_CHECK',
  hold: (trx, { verificationId }) => lockVerificationInTrx(trx, verificationId),
  run: (services, { trx, at }, _, check) => settleSilentInTrx(services, trx, check, { why: 'OVERDUE' }, at),
});

/** Closes questions of one check that their source will never answer. @returns the number of questions closed. */
export const closeAsFaultAct = defineProgramAct<
  VerificationServices,
  { readonly verificationId: string; readonly questionIds: readonly string[]; readonly fault: QuestionFault },
  number,
  Verification
>({
  name: 'CLOSE_AS_FAULT',
  traces: 'EACH_CHECK',
  hold: (trx, { verificationId }) => lockVerificationInTrx(trx, verificationId),
  run: (services, { trx, at }, { questionIds, fault }, check) =>
    settleSilentInTrx(services, trx, check, { why: 'FAULT', questionIds, fault }, at),
});

/** Issues the first versions of reports. @returns what came of each check, by id; one that does not exist is absent. */
export const issueReportsAct = defineProgramAct<VerificationServices, Ids, ReadonlyMap<string, Issuing>, Checks>({
  name: 'ISSUE_REPORTS',
  traces: 'EACH_CHECK',
  hold: (trx, { ids }) => lockVerificationsInTrx(trx, ids),
  run: (services, acting, _, held) => issueReportsInTrx(services, acting, held),
});
