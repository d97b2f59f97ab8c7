import { confirmPolicyValueAct, enterPolicyValueAct } from '../src/access/acts/policy.ts';
import { seeGrantsToSettle, seePolicyValues } from '../src/access/see/policies.ts';
import type { GrantToSettle } from '../src/decision/grants-to-settle.ts';
import { ENTERABLE, enterableName } from '../src/policy/entered-value.ts';
import { RULE_WORDS } from '../src/policy/rule-words.ts';
import type { PolicyValueEntry } from '../src/rulebook/policy-values.ts';
import { builder } from './builder.ts';
import { answering } from './problems.ts';
import { ScanInput } from './scan.ts';

const EntryType = builder.objectRef<PolicyValueEntry>('PolicyValueEntry').implement({
  description: 'A value that a policy officer entered. It changes nothing until a second one has confirmed it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    packId: t.exposeString('packId', { description: 'The pack for which it was entered.' }),
    rule: t.exposeString('rule'),
    nameZh: t.string({ resolve: ({ rule }) => enterableName(rule).zh }),
    valueZh: t.string({
      description: 'In words and figures.',
      resolve: ({ rule, value }) => (RULE_WORDS[rule].told as (one: unknown) => { readonly zh: string })(value).zh,
    }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'CalendarDate' }),
    document: t.exposeString('document'),
    documentNumber: t.exposeString('documentNumber'),
    article: t.exposeString('article'),
    enteredBy: t.exposeString('enteredBy'),
    enteredAt: t.expose('enteredAt', { type: 'DateTime' }),
    confirmedBy: t.string({ nullable: true, resolve: ({ confirmed }) => confirmed?.by ?? null }),
    confirmedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ confirmed }) => confirmed?.at ?? null }),
    edition: t.string({
      nullable: true,
      description: 'Id of the edition of the pack that carries it.',
      resolve: ({ confirmed }) => confirmed?.packId ?? null,
    }),
  }),
});

const EnterInput = builder.inputType('EnterPolicyValueInput', {
  fields: (t) => ({
    packId: t.string({ required: true, description: 'A pack of the place that the caller serves.' }),
    rule: t.string({ required: true, description: ENTERABLE.join(', ') }),
    value: t.string({ required: true, description: 'Amounts in yuan, as they stand in the document; true or false.' }),
    effectiveFrom: t.field({ type: 'CalendarDate', required: true }),
    document: t.string({ required: true, description: 'Title of the document.' }),
    documentNumber: t.string({ required: true }),
    article: t.string({ required: true }),
    scan: t.field({ type: ScanInput }),
  }),
});

builder.mutationFields((t) => ({
  enterPolicyValue: t.field({
    type: EntryType,
    description: 'Enters a value of a pack, with the number of its document. Another officer confirms it.',
    args: { input: t.arg({ type: EnterInput, required: true }) },
    authScopes: { perform: enterPolicyValueAct },
    errors: {
      union: { name: 'EnterPolicyValueResult' },
      result: { name: 'EnterPolicyValueSuccess' },
      dataField: { name: 'policyValue' },
    },
    resolve: (_root, { input }, { perform }) =>
      answering(() => perform(enterPolicyValueAct, { ...input, scan: input.scan ?? null })),
  }),
  confirmPolicyValue: t.field({
    type: EntryType,
    description:
      'Confirms a value that another officer entered: the next edition of the pack carries it, and is used from then on.',
    args: { policyValueId: t.arg.id({ required: true }) },
    authScopes: { perform: confirmPolicyValueAct },
    errors: {
      union: { name: 'ConfirmPolicyValueResult' },
      result: { name: 'ConfirmPolicyValueSuccess' },
      dataField: { name: 'policyValue' },
    },
    resolve: (_root, { policyValueId }, { perform }) =>
      answering(() => perform(confirmPolicyValueAct, { policyValueId })),
  }),
}));

builder.queryField('policyValues', (t) =>
  t.field({
    type: [EntryType],
    description:
      'Values that were entered for packs of the place that the caller serves, the newest first, at most 100.',
    args: { unconfirmedOnly: t.arg.boolean({ defaultValue: false }) },
    authScopes: { may: 'READ_POLICY' },
    complexity: { field: 5, multiplier: 20 },
    resolve: async (_root, { unconfirmedOnly }, { reader }) =>
      (await seePolicyValues(reader)).filter(({ confirmed }) => unconfirmedOnly !== true || confirmed === null),
  }),
);

const GrantType = builder.objectRef<GrantToSettle>('GrantToSettle').implement({
  description: 'A grant in force by a pack whose lines are not all confirmed.',
  fields: (t) => ({
    applicationId: t.id({ resolve: ({ applicationId }) => applicationId }),
    packId: t.exposeString('packId'),
    pending: t.stringList({
      description: 'Rules that are 待确认.',
      resolve: ({ pending }) => pending.map(({ rule }) => rule),
    }),
    pendingZh: t.stringList({ resolve: ({ pending }) => pending.map(({ zh }) => zh) }),
  }),
});

builder.queryField('grantsToSettle', (t) =>
  t.field({
    type: [GrantType],
    description:
      'Grants of the place that the caller serves which rest on lines that are 待确认, at most 500: to be looked at again when these are confirmed.',
    authScopes: { may: 'READ_POLICY_EFFECT' },
    complexity: { field: 5, multiplier: 20 },
    resolve: async (_root, _args, { reader, services }) => [...(await seeGrantsToSettle(reader, services))],
  }),
);
