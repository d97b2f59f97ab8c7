import { decidePolicyEffectAct } from '../src/access/acts/policy-effect.ts';
import { builder } from './builder.ts';
import { EffectType, EffectVerdictEnum } from './policy-effect.ts';
import { answering } from './problems.ts';

const DecideInput = builder.inputType('DecidePolicyEffectInput', {
  fields: (t) => ({
    policyEffectId: t.id({ required: true, description: 'The newest list of its pack.' }),
    verdict: t.field({ type: EffectVerdictEnum, required: true }),
    reasons: t.string({ required: true }),
    idempotencyKey: t.string({ required: true }),
  }),
});

builder.mutationField('decidePolicyEffect', (t) =>
  t.field({
    type: EffectType,
    description:
      'Decides once on the list of what a pack does, by another person than who drew it up. It changes no aid by itself.',
    args: { input: t.arg({ type: DecideInput, required: true }) },
    authScopes: { perform: decidePolicyEffectAct },
    errors: {
      union: { name: 'DecidePolicyEffectResult' },
      result: { name: 'DecidePolicyEffectSuccess' },
      dataField: { name: 'policyEffect' },
    },
    resolve: (_root, { input }, { perform }) => answering(() => perform(decidePolicyEffectAct, input)),
  }),
);
