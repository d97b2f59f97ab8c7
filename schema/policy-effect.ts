import { seeEffectDecisions, seePolicyEffectCases, seePolicyEffects } from '../src/access/see/policy-effects.ts';
import { EFFECT_VERDICTS } from '../src/reassessment/effect-decision.ts';
import type { EffectDecision } from '../src/reassessment/effect-decision.ts';
import { EFFECT_OUTCOMES } from '../src/reassessment/effect.ts';
import type { PolicyEffect, PolicyEffectCase } from '../src/reassessment/effect.ts';
import { movesBetween } from '../src/reassessment/standing.ts';
import type { Move } from '../src/reassessment/standing.ts';
import type { StaleSource } from '../src/reassessment/stale.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readCursor } from './cursor.ts';

const OutcomeEnum = builder.enumType('PolicyEffectOutcome', {
  description: 'NO_REPORT: none was drawn up yet. NOT_REPLAYED: what is kept cannot be judged again.',
  values: EFFECT_OUTCOMES,
});

export const EffectVerdictEnum = builder.enumType('PolicyEffectVerdict', {
  description: 'ADOPTED 采纳: the cases that move on fresh evidence may be decided by the pack. SET_ASIDE 不采纳.',
  values: EFFECT_VERDICTS,
});

const MoveType = builder.objectRef<Move>('PolicyEffectMove').implement({
  description: 'What the pack changes: a measure or an indicator by its id, before and after.',
  fields: (t) => ({
    what: t.exposeString('what', {
      description: 'overall, position, positionByFound, degree, topUpFen, or I01 to I11.',
    }),
    before: t.exposeString('before'),
    after: t.exposeString('after'),
  }),
});

const StaleType = builder.objectRef<StaleSource>('StaleEvidence').implement({
  description: 'A source that must be asked anew before anything is decided on its answer.',
  fields: (t) => ({
    sourceId: t.exposeString('sourceId'),
    oldest: t.expose('oldest', { type: 'CalendarDate', description: 'Oldest day of its data.' }),
  }),
});

const CaseType = builder.objectRef<PolicyEffectCase>('PolicyEffectCase').implement({
  description: 'A case on a list. Nothing has changed for the family.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ position }) => String(position) }),
    application: t.field({ type: ApplicationType, resolve: ({ applicationId }) => applicationId }),
    verificationId: t.id({ nullable: true, resolve: ({ verificationId }) => verificationId }),
    outcome: t.expose('outcome', { type: OutcomeEnum }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was not judged again.' }),
    moves: t.field({
      type: [MoveType],
      resolve: ({ standing }) => (standing === null ? [] : [...movesBetween(standing)]),
    }),
    stale: t.field({ type: [StaleType], resolve: ({ stale }) => [...stale] }),
  }),
});

const CountsType = builder.objectRef<PolicyEffect['tally']>('PolicyEffectCounts').implement({
  description: 'Numbers of cases over the whole division of the pack.',
  fields: (t) => ({
    inScope: t.exposeInt('inScope'),
    replayed: t.exposeInt('replayed'),
    moved: t.exposeInt('moved'),
    withoutReport: t.exposeInt('withoutReport'),
    stale: t.exposeInt('stale'),
  }),
});

const DecisionType = builder.objectRef<EffectDecision>('PolicyEffectDecision').implement({
  description: 'The one decision on a list. No aid changes by it: amounts are decided case by case.',
  fields: (t) => ({
    verdict: t.expose('verdict', { type: EffectVerdictEnum }),
    reasons: t.exposeString('reasons'),
    covered: t.exposeInt('covered', { description: 'Cases that move on evidence that is not stale.' }),
    decidedBy: t.exposeString('decidedBy'),
    decidedAt: t.expose('decidedAt', { type: 'DateTime' }),
  }),
});

export const EffectType = builder.objectRef<PolicyEffect>('PolicyEffect').implement({
  description:
    'What a policy pack does to the stock, judged from stored evidence before any source is asked: one list for one decision.',
  fields: (t) => ({
    id: t.exposeID('id'),
    packId: t.exposeString('packId'),
    packSha256: t.exposeString('packSha256', { description: 'SHA-256 of the pack, hex.' }),
    asOf: t.expose('asOf', { type: 'CalendarDate', description: 'As of this day evidence is called stale.' }),
    drawnUpAt: t.expose('drawnUpAt', { type: 'DateTime' }),
    counts: t.field({ type: CountsType, resolve: ({ tally }) => tally }),
    decision: t.loadable({
      type: DecisionType,
      nullable: true,
      description: '`null` while nobody has decided.',
      load: async (effects: PolicyEffect[], { reader }) => [...(await seeEffectDecisions(reader, effects))],
      resolve: (effect) => effect,
    }),
    cases: t.field({
      type: [CaseType],
      description: 'Cases of the place that the caller serves, in the order of the list; `after` is a cursor.',
      args: {
        first: t.arg.int({ defaultValue: 50 }),
        after: t.arg.string(),
        outcomes: t.arg({ type: [OutcomeEnum], description: 'All unless given.' }),
        staleOnly: t.arg.boolean({ defaultValue: false }),
      },
      complexity: ({ first }) => ({ field: 5, multiplier: first ?? 50 }),
      resolve: async (effect, { first, after, outcomes, staleOnly }, { reader }) => [
        ...(await seePolicyEffectCases(reader, effect, {
          first: first ?? 50,
          after: readCursor(after),
          outcomes: outcomes ?? [],
          staleOnly: staleOnly ?? false,
        })),
      ],
    }),
  }),
});

builder.queryField('policyEffects', (t) =>
  t.field({
    type: [EffectType],
    description:
      'Lists of what policy packs do to the cases of the place that the caller serves, the newest first, at most 20.',
    authScopes: { may: 'READ_POLICY_EFFECT' },
    complexity: { field: 5, multiplier: 20 },
    resolve: async (_root, _args, { reader }) => [...(await seePolicyEffects(reader))],
  }),
);
