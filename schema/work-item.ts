import { settleWorkItemsAct, assignWorkItemsAct } from '../src/access/acts/work-item.ts';
import { placeWithin, seeWorkItems } from '../src/access/see/work-items.ts';
import { watchWorkItems } from '../src/access/watch-changes.ts';
import { WORK_OUTCOMES } from '../src/work-items/change-items.ts';
import type { ChangedItem } from '../src/work-items/change-items.ts';
import { WORK_REASONS } from '../src/work-items/reasons.ts';
import type { OwnedBy } from '../src/work-items/read-items.ts';
import { WORK_STATES } from '../src/work-items/state.ts';
import { WORK_KINDS, WORK_ORIGINS, WORK_SETTLEMENTS, WORK_SUBJECTS } from '../src/work-items/work-item.ts';
import type { WorkItem } from '../src/work-items/work-item.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { forwardOnly, pageOf } from './pages.ts';
import { answering } from './problems.ts';
import { WordsType } from './words.ts';

/** Values of a closed list, each described by its own words. */
function described<Code extends string>(list: Readonly<Record<Code, { readonly zh: string; readonly en: string }>>) {
  const entries = Object.entries<{ readonly zh: string; readonly en: string }>(list);
  return Object.fromEntries(entries.map(([code, { zh, en }]) => [code, { description: `${zh}: ${en}` }])) as Record<
    Code,
    { description: string }
  >;
}

const KindEnum = builder.enumType('WorkItemKind', { values: described(WORK_KINDS) });
const OriginEnum = builder.enumType('WorkItemOrigin', { values: described(WORK_ORIGINS) });
const ReasonEnum = builder.enumType('WorkItemReason', { values: described(WORK_REASONS) });
const SettlementEnum = builder.enumType('WorkItemSettlement', { values: described(WORK_SETTLEMENTS) });
const StateEnum = builder.enumType('WorkItemState', {
  description: 'LAPSED: it no longer waits, and no person settled it.',
  values: WORK_STATES,
});

const WorkItemType = builder.objectRef<WorkItem>('WorkItem').implement({
  description: 'A task, an alert, a reminder or a flag that waits for somebody: codes and ids, nothing of people.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: KindEnum }),
    origin: t.expose('origin', { type: OriginEnum }),
    reason: t.expose('reason', { type: ReasonEnum }),
    words: t.field({
      type: WordsType,
      description: 'What happened and what is to be done.',
      resolve: ({ reason }) => WORK_REASONS[reason],
    }),
    application: t.field({
      type: ApplicationType,
      nullable: true,
      description: 'Null where it concerns a place and no case.',
      resolve: ({ applicationId }) => applicationId,
    }),
    subjectKind: t.field({
      type: builder.enumType('WorkItemSubject', { values: WORK_SUBJECTS }),
      description: 'What it is about.',
      resolve: ({ subject }) => subject.kind,
    }),
    subjectId: t.id({ resolve: ({ subject }) => subject.id }),
    division: t.exposeString('division'),
    owner: t.exposeString('owner', { nullable: true, description: 'Null: anybody of the place whose role allows it.' }),
    assignedBy: t.exposeString('assignedBy', { nullable: true }),
    assignedAt: t.expose('assignedAt', { type: 'DateTime', nullable: true }),
    dueAt: t.expose('dueAt', { type: 'DateTime', nullable: true }),
    dueProvisional: t.exposeBoolean('dueProvisional', {
      description: 'Counts days for which no holiday notice has been published.',
    }),
    overdue: t.boolean({
      resolve: ({ state, dueAt }, _args, { services }) =>
        state === 'OPEN' && dueAt !== null && services.clock.now() > dueAt,
    }),
    state: t.expose('state', { type: StateEnum }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    settledBy: t.exposeString('settledBy', { nullable: true }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
    settlement: t.expose('settlement', { type: SettlementEnum, nullable: true }),
    version: t.exposeInt('version', { description: 'Grows with each change.' }),
  }),
});

const OwnerInput = builder.inputType('WorkItemOwnerInput', {
  isOneOf: true,
  fields: (t) => ({
    me: t.boolean({ description: '`true`: yours.' }),
    unassigned: t.boolean({ description: '`true`: nobody’s in particular.' }),
    subject: t.string({ description: 'Of one person.' }),
  }),
});
const FilterInput = builder.inputType('WorkItemFilter', {
  description: 'What is absent narrows nothing; of states only OPEN unless given.',
  fields: (t) => ({
    kinds: t.field({ type: [KindEnum] }),
    origins: t.field({ type: [OriginEnum] }),
    states: t.field({ type: [StateEnum] }),
    owner: t.field({ type: OwnerInput }),
    dueBefore: t.field({ type: 'DateTime' }),
    applicationId: t.id(),
    division: t.string({ description: 'Within your own place, which it is unless given.' }),
  }),
});

builder.queryField('workItems', (t) =>
  t.connection({
    type: WorkItemType,
    description:
      'What waits for somebody in a place, the first due first, what has no due date last. `first` is 1 to 100, 20 unless given.',
    args: { filter: t.arg({ type: FilterInput }) },
    authScopes: { may: 'READ_WORK_ITEMS' },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 20 }),
    resolve: async (_root, { filter, first, after, before, last }, { reader }) => {
      if ((before ?? last ?? null) !== null) throw forwardOnly();
      const { kinds, origins, states, dueBefore, applicationId } = filter ?? {};
      const owner = ownerOf(filter?.owner, reader.actor.subject);
      const page = await seeWorkItems(
        reader,
        {
          division: filter?.division ?? null,
          states: states ?? ['OPEN'],
          ...(kinds ? { kinds } : {}),
          ...(origins ? { origins } : {}),
          ...(owner === null ? {} : { owner }),
          ...(dueBefore ? { dueBefore: new Date(dueBefore) } : {}),
          ...(applicationId ? { applicationId: readId('Application', applicationId) } : {}),
        },
        { first: first ?? 20, after: after ?? null },
      );
      return pageOf(
        page.edges.map(({ item, cursor }) => ({ node: item, cursor })),
        page.hasNextPage,
        after,
      );
    },
  }),
);

type OwnerWish = {
  readonly me?: boolean | null;
  readonly unassigned?: boolean | null;
  readonly subject?: string | null;
};

function ownerOf(wish: OwnerWish | null | undefined, subject: string): OwnedBy | null {
  if (wish?.me === true) return { subject };
  if (wish?.unassigned === true) return 'NOBODY';
  return wish?.subject ? { subject: wish.subject } : null;
}

const ChangedItemType = builder.objectRef<ChangedItem>('WorkItemAnswer').implement({
  description: 'What became of one item.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'As you named it.' }),
    outcome: t.expose('outcome', {
      type: builder.enumType('WorkItemOutcome', {
        description:
          'ALREADY_SETTLED: by whom and how, the item says. NOT_YOURS: there is none under the id within your place, or your role does not include it.',
        values: WORK_OUTCOMES,
      }),
    }),
    item: t.expose('item', { type: WorkItemType, nullable: true, description: 'As it is now.' }),
  }),
});

builder.mutationField('assignWorkItems', (t) =>
  t.field({
    type: [ChangedItemType],
    description: 'Gives items to a person of the office; each is answered singly.',
    args: {
      ids: t.arg.idList({ required: true, description: '1 to 100.' }),
      owner: t.arg.string({ description: 'Subject of the person; nobody in particular unless given.' }),
    },
    authScopes: { perform: assignWorkItemsAct },
    errors: {
      union: { name: 'AssignWorkItemsResult' },
      result: { name: 'AssignWorkItemsSuccess' },
      dataField: { name: 'items' },
    },
    resolve: (_root, { ids, owner }, { perform }) =>
      answering(async () => [...(await perform(assignWorkItemsAct, { ids, owner: owner ?? null }))]),
  }),
);

builder.mutationField('settleWorkItems', (t) =>
  t.field({
    type: [ChangedItemType],
    description: 'Settles items; each is answered singly.',
    args: {
      ids: t.arg.idList({ required: true, description: '1 to 100.' }),
      settlement: t.arg({
        type: builder.enumType('WorkItemSettling', {
          values: described({ DONE: WORK_SETTLEMENTS.DONE, NOT_NEEDED: WORK_SETTLEMENTS.NOT_NEEDED }),
        }),
        required: true,
      }),
    },
    authScopes: { perform: settleWorkItemsAct },
    errors: {
      union: { name: 'SettleWorkItemsResult' },
      result: { name: 'SettleWorkItemsSuccess' },
      dataField: { name: 'items' },
    },
    resolve: (_root, { ids, settlement }, { perform }) =>
      answering(async () => [...(await perform(settleWorkItemsAct, { ids, settlement }))]),
  }),
);

builder.subscriptionField('workChanged', (t) =>
  t.field({
    type: WorkItemType,
    description:
      'Items of a place as they are opened, assigned and settled, each change once; what was there before is in `workItems`.',
    args: { division: t.arg.string({ description: 'Within your own place, which it is unless given.' }) },
    authScopes: { may: 'READ_WORK_ITEMS' },
    subscribe: (_root, { division }, { reader, signal, tokenValidForMs }) =>
      watchWorkItems(reader, placeWithin(reader, division ?? null), { signal, validForMs: tokenValidForMs }),
    resolve: (item) => item,
  }),
);
