import { closeApplicationAct, registerApplicationAct } from './application.ts';
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
import { endLetterAct, recordLetterAct, withdrawGrantAct } from './letter.ts';
import { addObjectionProofAct, askAgainAct, fileObjectionAct, settleObjectionAct } from './objection.ts';
import { loadPolicyAct } from './policy.ts';
import { decidePolicyEffectAct, takeEffectAct } from './policy-effect.ts';
import { reviewReportAct } from './review.ts';
import { remindSourceAct, setExpectedTimeAct } from './source.ts';
import { recordStaffAct } from './staff.ts';
import { cancelVerificationAct, renewReportAct, requestLookupAct, requestVerificationAct } from './verification.ts';
import { assignWorkItemsAct, settleWorkItemsAct } from './work-item.ts';

/** Every act, in the order of a case. `hedui access matrix` prints it. */
export const ACTS: readonly ActTerms[] = [
  registerApplicationAct,
  recordLetterAct,
  withdrawGrantAct,
  endLetterAct,
  requestVerificationAct,
  requestLookupAct,
  cancelVerificationAct,
  renewReportAct,
  weighLateAnswersAct,
  recordStepAct,
  reviewReportAct,
  decideAct,
  closeApplicationAct,
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
  takeEffectAct,
  decidePolicyEffectAct,
  remindSourceAct,
  setExpectedTimeAct,
  recordStaffAct,
];
