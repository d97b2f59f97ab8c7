import { parseStatement } from '../application/plain-text.ts';
import type { CaseServices } from '../application/services.ts';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { Problem } from '../platform/problem.ts';
import type { EffectDecision, EffectVerdict } from './effect-decision.ts';
import { readEffectDecisions, storeEffectDecisionInTrx } from './effect-decision-store.ts';
import type { PolicyEffect } from './effect.ts';
import { countCovered, newestEffect } from './effect-store.ts';

export type EffectDecisionInput = {
  readonly verdict: EffectVerdict;
  readonly reasons: string;
  readonly idempotencyKey: string;
};

/**
 * Decides on the list of what a pack does: once, by somebody else than who drew it up, and only on the newest list of
 * that pack. It changes no aid; it says that the cases which move on fresh evidence may be decided by the pack.
 *
 * @throws Problem CONFLICT (a newer list stands), DECISION_TAKEN, or INVALID_INPUT for reasons that are none.
 */
export async function decideEffectInTrx(
  { vault }: Pick<CaseServices, 'vault'>,
  acting: Acting,
  effect: PolicyEffect,
  input: EffectDecisionInput,
): Promise<EffectDecision> {
  const { trx, at, actor } = acting;
  const reasons = parseStatement('reasons', input.reasons);
  if ((await readEffectDecisions(trx, vault, [effect.id])).has(effect.id)) throw taken();
  if ((await newestEffect(trx, effect.packId)) !== effect.id) throw newerList();
  const decision: EffectDecision = {
    effectId: effect.id,
    verdict: input.verdict,
    reasons,
    covered: await countCovered(trx, effect.id),
    decidedBy: actor.subject,
    decidedAt: at,
  };
  const kept = { idempotencyKey: input.idempotencyKey, checkId: actor.checkId, division: effect.division };
  if (!(await storeEffectDecisionInTrx(trx, vault, decision, kept))) throw taken();
  acting.look({
    act: 'DECIDE_POLICY_EFFECT',
    purpose: CASE_HANDLING,
    fieldKinds: ['STANDING'],
    outcome: input.verdict,
    division: effect.division,
  });
  return decision;
}

function taken(): Problem {
  return new Problem({
    code: 'DECISION_TAKEN',
    field: 'policyEffectId',
    zh: '该清单已作出决定；请刷新后查看。',
    en: 'something has been decided on this list already; read it',
  });
}

/** The refusal for who drew up the list. */
export function ownList(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'policyEffectId',
    zh: '生成清单的人不能对其作出决定；请由其他人决定。',
    en: 'whoever drew up the list may not decide on it; another person does',
  });
}

function newerList(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'policyEffectId',
    zh: '该政策包已有更新的清单；请就最新的清单作出决定。',
    en: 'a newer list of this pack stands; decide on that one',
  });
}
