import { seePolicies, seePoliciesNamed } from '../src/access/see/policies.ts';
import type { HeldPack } from '../src/access/see/policies.ts';
import { diffPacks, rulesOf } from '../src/policy/diff.ts';
import type { Named, RuleDifference, RuleSide } from '../src/policy/diff.ts';
import { isLayer } from '../src/policy/pack.ts';
import { VALUE_STATES } from '../src/policy/sourced.ts';
import type { ValueState } from '../src/policy/sourced.ts';
import { placeName } from '../src/identity/region.ts';
import { builder } from './builder.ts';

const ValueStateEnum = builder.enumType('PolicyValueState', {
  description: 'How far a value may be relied on. By one that is PENDING nothing is decided against a family.',
  values: Object.fromEntries(Object.entries(VALUE_STATES).map(([state, zh]) => [state, { description: zh }])) as Record<
    ValueState,
    { description: string }
  >,
});

const ValueType = builder.objectRef<Named & { readonly rule: string }>('PolicyValue').implement({
  description: 'A rule of a pack in words and figures, and the text behind it.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'Its name in a policy file.' }),
    nameZh: t.string({ resolve: ({ name }) => name.zh }),
    nameEn: t.string({ resolve: ({ name }) => name.en }),
    zh: t.string({ resolve: ({ side }) => side.words.zh }),
    en: t.string({ resolve: ({ side }) => side.words.en }),
    state: t.field({
      type: ValueStateEnum,
      nullable: true,
      description: '`null` for what frames a pack, which has no text behind it.',
      resolve: ({ side }) => side.source?.state ?? null,
    }),
    document: t.string({ nullable: true, resolve: ({ side }) => side.source?.document ?? null }),
    article: t.string({ nullable: true, resolve: ({ side }) => side.source?.article ?? null }),
  }),
});

const PackType = builder.objectRef<HeldPack>('PolicyPack').implement({
  description: 'A policy pack 政策包, or a layer 基础层 that packs inherit.',
  fields: (t) => ({
    id: t.string({ resolve: ({ pack }) => pack.id }),
    sha256: t.exposeString('sha256', { description: 'By which reports record it.' }),
    titleZh: t.string({ resolve: ({ pack }) => pack.title.zh }),
    titleEn: t.string({ resolve: ({ pack }) => pack.title.en }),
    layer: t.boolean({ description: 'No case is judged by a layer.', resolve: ({ pack }) => isLayer(pack) }),
    division: t.string({ resolve: ({ pack }) => pack.region }),
    divisionName: t.string({ resolve: ({ pack }) => placeName(pack.region) }),
    residence: t.string({ description: 'URBAN, RURAL or ANY.', resolve: ({ pack }) => pack.residence }),
    effectiveFrom: t.field({ type: 'CalendarDate', resolve: ({ pack }) => pack.effectiveFrom }),
    effectiveTo: t.field({ type: 'CalendarDate', nullable: true, resolve: ({ pack }) => pack.effectiveTo }),
    inherits: t.string({ nullable: true, resolve: ({ pack }) => pack.inherits ?? null }),
    follows: t.string({ nullable: true, resolve: ({ pack }) => pack.follows ?? null }),
    supersedes: t.string({ nullable: true, resolve: ({ pack }) => pack.supersedes ?? null }),
    loadedBy: t.string({
      nullable: true,
      description: '`null` for a pack of the release.',
      resolve: ({ loaded }) => loaded?.loadedBy ?? null,
    }),
    confirmedBy: t.string({ nullable: true, resolve: ({ loaded }) => loaded?.confirmedBy ?? null }),
    loadedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ loaded }) => loaded?.loadedAt ?? null }),
    values: t.field({
      type: [ValueType],
      args: { state: t.arg({ type: ValueStateEnum, description: 'All unless given.' }) },
      complexity: { field: 5, multiplier: 20 },
      resolve: ({ pack }, { state }) =>
        [...rulesOf(pack)]
          .filter(([, { side }]) => (state ?? null) === null || side.source?.state === state)
          .map(([rule, named]) => ({ rule, ...named })),
    }),
  }),
});

const SideType = builder.objectRef<RuleSide>('PolicyDifferenceSide').implement({
  fields: (t) => ({
    zh: t.string({ resolve: ({ words }) => words.zh }),
    en: t.string({ resolve: ({ words }) => words.en }),
    state: t.field({ type: ValueStateEnum, nullable: true, resolve: ({ source }) => source?.state ?? null }),
    document: t.string({ nullable: true, resolve: ({ source }) => source?.document ?? null }),
    article: t.string({ nullable: true, resolve: ({ source }) => source?.article ?? null }),
  }),
});

const DifferenceType = builder.objectRef<RuleDifference>('PolicyDifference').implement({
  description: 'A rule in which two packs differ.',
  fields: (t) => ({
    rule: t.exposeString('rule'),
    nameZh: t.string({ resolve: ({ name }) => name.zh }),
    nameEn: t.string({ resolve: ({ name }) => name.en }),
    change: t.expose('change', {
      type: builder.enumType('PolicyChange', {
        description: 'SOURCE: the value is the same, the text behind it or its standing is not.',
        values: ['CHANGED', 'ADDED', 'REMOVED', 'SOURCE'],
      }),
    }),
    before: t.field({ type: SideType, nullable: true, resolve: ({ before }) => before }),
    after: t.field({ type: SideType, nullable: true, resolve: ({ after }) => after }),
  }),
});

builder.queryFields((t) => ({
  policyPacks: t.field({
    type: [PackType],
    description: 'Every policy pack and layer that this installation holds: those of the release, and those loaded.',
    authScopes: { may: 'READ_POLICY' },
    complexity: { field: 5, multiplier: 10 },
    resolve: async (_root, _args, { services }) => [...(await seePolicies(services))],
  }),
  comparePolicies: t.field({
    type: [DifferenceType],
    description: 'What differs from one policy pack to another, the frame first, then rule by rule.',
    args: {
      before: t.arg.string({ required: true, description: 'Id of a pack or layer.' }),
      after: t.arg.string({ required: true }),
    },
    authScopes: { may: 'READ_POLICY' },
    complexity: { field: 5, multiplier: 10 },
    resolve: async (_root, { before, after }, { services }) => {
      const [a, b] = await seePoliciesNamed(services, { before, after });
      return a === undefined || b === undefined ? [] : [...diffPacks(a, b)];
    },
  }),
}));
