import { seeOpenContests } from '../src/access/see/contest-queue.ts';
import { daysLeft } from '../src/decision/due-clock.ts';
import { CONTEST_KINDS_OPEN } from '../src/objection/contest-queue.ts';
import type { OpenContest } from '../src/objection/contest-queue.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { forwardOnly, pageOf } from './pages.ts';

const OpenContestType = builder.objectRef<OpenContest>('OpenContest').implement({
  description:
    'An objection, a dispute or a ticket that waits for somebody: its number and times, nothing of what it says.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the objection, the dispute or the ticket.' }),
    kind: t.expose('kind', { type: builder.enumType('OpenContestKind', { values: CONTEST_KINDS_OPEN }) }),
    number: t.exposeString('number'),
    application: t.field({ type: ApplicationType, resolve: ({ applicationId }) => applicationId }),
    sourceId: t.exposeString('sourceId', { nullable: true }),
    begunAt: t.expose('begunAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    dueProvisional: t.exposeBoolean('dueProvisional'),
    daysLeft: t.int({
      description: 'Working days; negative: overdue.',
      resolve: ({ dueAt }, _args, { services: { calendar, clock } }) =>
        daysLeft({ unit: 'WORKING_DAYS' }, dueAt, calendar, clock.now()),
    }),
    overdue: t.boolean({ resolve: ({ dueAt }, _args, { services }) => services.clock.now() > dueAt }),
  }),
});

builder.queryField('openContests', (t) =>
  t.connection({
    type: OpenContestType,
    description:
      'What is contested and open in a place, the first due first: objections, disputes, tickets not answered. `first` is 1 to 100, 20 unless given.',
    args: {
      division: t.arg.string({ description: 'Within your own place, which it is unless given.' }),
      overdueOnly: t.arg.boolean({ required: true, defaultValue: false }),
    },
    authScopes: { may: 'READ_VERIFICATION' },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 20 }),
    resolve: async (_root, { division, overdueOnly, first, after, before, last }, { reader }) => {
      if ((before ?? last ?? null) !== null) throw forwardOnly();
      const page = await seeOpenContests(reader, {
        division: division ?? null,
        overdueOnly,
        first: first ?? 20,
        after: after ?? null,
      });
      return pageOf(
        page.edges.map(({ contest, cursor }) => ({ node: contest, cursor })),
        page.hasNextPage,
        after,
      );
    },
  }),
);
