import { decideEffectInTrx, ownList } from '../../reassessment/decide-effect.ts';
import type { EffectDecisionInput } from '../../reassessment/decide-effect.ts';
import { findEffect } from '../../reassessment/effect-store.ts';
import type { PolicyEffect } from '../../reassessment/effect.ts';
import { takeEffectInTrx } from '../../reassessment/take-effect.ts';
import type { PolicyPack } from '../../policy/pack.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { outsideYourPlace } from '../may.ts';
import { realIds } from '../reader.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';

/** Adopts the list of what a pack does, or sets it aside: a county does not decide for its city. */
export const decidePolicyEffectAct = defineAct<
  VerificationServices,
  EffectDecisionInput & { readonly policyEffectId: string },
  PolicyEffect,
  Place & { readonly effect: PolicyEffect }
>({
  name: 'DECIDE_POLICY_EFFECT',
  roles: ['POLICY_OFFICER'],
  target: 'PLACE',
  keyed: true,
  entry: 'DECIDE_POLICY_EFFECT',
  field: 'policyEffectId',
  // A county reads the lists of its city, so that their existence is no secret.
  outside: () => outsideYourPlace('policyEffectId'),
  apart: { DRAWN_UP: ownList },
  async locate(db, { policyEffectId }) {
    const [id] = realIds([policyEffectId]);
    const effect = id === undefined ? null : await findEffect(db, id);
    if (effect === null) return null;
    return { applicationId: null, division: effect.division, sides: { DRAWN_UP: [effect.drawnUpBy] }, effect };
  },
  async run({ services, found: { effect }, ...acting }, input) {
    await decideEffectInTrx(services, acting, effect, input);
    return effect;
  },
  recall: ({ found }) => Promise.resolve(found.effect),
});

/** Judges the stock by a pack when it takes effect, and keeps the list for a decision. */
export const takeEffectAct = defineAct<VerificationServices, { readonly pack: PolicyPack }, PolicyEffect, Place>({
  name: 'TAKE_EFFECT',
  roles: ['POLICY_OFFICER', 'OPERATOR'],
  target: 'NONE',
  keyed: false,
  entry: 'TAKE_EFFECT',
  field: 'pack',
  isolation: 'repeatable read',
  locate: (_db, { pack }) => Promise.resolve({ applicationId: null, division: pack.region }),
  async run({ services, ...acting }, { pack }) {
    const effect = await takeEffectInTrx(services, acting, pack);
    acting.look({
      act: 'TAKE_EFFECT',
      purpose: 'REVERIFICATION',
      fieldKinds: ['STANDING'],
      outcome: 'DONE',
      division: pack.region,
    });
    return effect;
  },
});
