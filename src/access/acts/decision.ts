import { decideInTrx } from '../../decision/decide.ts';
import type { DecisionInput } from '../../decision/decision-input.ts';
import { registrarDecides, requesterDecides } from '../../decision/decision-refusals.ts';
import { findDecisionByKey } from '../../decision/decision-store.ts';
import type { Decision } from '../../decision/decision.ts';
import { recordStepInTrx } from '../../decision/record-step.ts';
import type { StepInput } from '../../decision/record-step.ts';
import { getStepByKey } from '../../decision/step-store.ts';
import type { CaseStep } from '../../decision/step.ts';
import { isContested } from '../../objection/open-contests.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import { ofApplication, ofVerification } from './locate.ts';
import type { InCase, OfCheck } from './locate.ts';

/** Grants, refuses, changes or stops aid, and makes the written notice. */
export const decideAct = defineAct<VerificationServices, DecisionInput, Decision, OfCheck>({
  name: 'DECIDE',
  roles: ['DECIDER'],
  target: 'CASE',
  keyed: true,
  entry: 'DECIDE',
  field: 'verificationId',
  apart: { REQUESTED: requesterDecides, REGISTERED: registrarDecides },
  locate: ofVerification,
  run: ({ services, application, ...acting }, input) => decideInTrx(services, acting, application, input, isContested),
  async recall({ services, trx }, key) {
    const decision = await findDecisionByKey(trx, services.vault, key);
    if (decision === null) throw new Error('a decision that was recorded under a key is there');
    return decision;
  },
});

/** Records a step of the procedure by which the clocks of the law run. */
export const recordStepAct = defineAct<VerificationServices, StepInput, CaseStep, InCase>({
  name: 'RECORD_STEP',
  roles: ['CASEWORKER', 'COUNTY_OFFICER', 'REVIEWER', 'DECIDER'],
  target: 'CASE',
  keyed: true,
  entry: 'RECORD_STEP',
  field: 'applicationId',
  locate: ofApplication,
  run: ({ services, application, ...acting }, input) => recordStepInTrx(services, acting, application, input),
  recall: ({ trx }, key) => getStepByKey(trx, key),
});
