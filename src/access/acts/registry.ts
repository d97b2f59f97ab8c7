import { markSentAct, releaseQuestionsAct, renewClaimsAct, takeAnswersAct, takeKeptAnswersAct } from './answer-work.ts';
import { closeApplicationAct, registerApplicationAct } from './application.ts';
import {
  askAmountsAct,
  claimQuestionsAct,
  closeAsFaultAct,
  closeOverdueAct,
  issueReportsAct,
  planChecksAct,
  settleFollowersAct,
  tellWaitingAct,
} from './check-work.ts';
import { decideAct, recordStepAct } from './decision.ts';
import type { ActTerms } from './define-act.ts';
import {
  addDisputeProofAct,
  confirmLifeAct,
  openDisputeAct,
  recordCorrectionAct,
  sendCorrectionAct,
  settleDisputeAct,
} from './dispute.ts';
import { weighLateAnswersAct } from './late-answer.ts';
import { assignCasesAct } from './assign-cases.ts';
import { recordContactAct } from './contact.ts';
import { endApplicationAct, withdrawApplicationAct } from './ends.ts';
import { indexNamesAct } from './index-names.ts';
import { endLetterAct, recordLetterAct, withdrawGrantAct } from './letter.ts';
import { addObjectionProofAct, askAgainAct, fileObjectionAct, settleObjectionAct } from './objection.ts';
import { dispatchPromisesAct, sweepOutboxAct } from './outbox-work.ts';
import { confirmPolicyValueAct, enterPolicyValueAct, loadPolicyAct } from './policy.ts';
import { decidePolicyEffectAct, takeEffectAct } from './policy-effect.ts';
import { reviewReportAct } from './review.ts';
import { remindSourceAct, setExpectedTimeAct } from './source.ts';
import { addLatenciesAct, closeReplayedAct, keepUnreadAct, watchSourcesAct } from './source-work.ts';
import { recordStaffAct } from './staff.ts';
import { cancelVerificationAct, renewReportAct, requestLookupAct, requestVerificationAct } from './verification.ts';
import { assignWorkItemsAct, settleWorkItemsAct } from './work-item.ts';

/** Work of our own programs, in the order of a check; an operator has kept answers read again. */
const WORK: readonly ActTerms[] = [
  dispatchPromisesAct,
  sweepOutboxAct,
  planChecksAct,
  claimQuestionsAct,
  tellWaitingAct,
  renewClaimsAct,
  releaseQuestionsAct,
  markSentAct,
  takeAnswersAct,
  settleFollowersAct,
  closeAsFaultAct,
  closeOverdueAct,
  askAmountsAct,
  issueReportsAct,
  weighLateAnswersAct,
  keepUnreadAct,
  takeKeptAnswersAct,
  closeReplayedAct,
  watchSourcesAct,
  addLatenciesAct,
];

/** Every act, in the order of a case, then the work of programs. `hedui access matrix` prints it. */
export const ACTS: readonly ActTerms[] = [
  registerApplicationAct,
  recordLetterAct,
  withdrawGrantAct,
  endLetterAct,
  requestVerificationAct,
  requestLookupAct,
  cancelVerificationAct,
  renewReportAct,
  recordStepAct,
  reviewReportAct,
  decideAct,
  closeApplicationAct,
  recordContactAct,
  assignCasesAct,
  withdrawApplicationAct,
  endApplicationAct,
  fileObjectionAct,
  addObjectionProofAct,
  askAgainAct,
  settleObjectionAct,
  openDisputeAct,
  addDisputeProofAct,
  confirmLifeAct,
  sendCorrectionAct,
  recordCorrectionAct,
  settleDisputeAct,
  assignWorkItemsAct,
  settleWorkItemsAct,
  loadPolicyAct,
  enterPolicyValueAct,
  confirmPolicyValueAct,
  takeEffectAct,
  decidePolicyEffectAct,
  remindSourceAct,
  setExpectedTimeAct,
  recordStaffAct,
  ...WORK,
  indexNamesAct,
];
