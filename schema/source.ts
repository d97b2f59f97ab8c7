import { seeSources } from '../src/access/see/sources.ts';
import { ANSWER_FORMS } from '../src/evidence/format-sample.ts';
import type { FormatSample } from '../src/evidence/format-sample.ts';
import { TROUBLES } from '../src/sources/items.ts';
import type { Latency } from '../src/sources/latency.ts';
import type { LineState } from '../src/sources/line-state.ts';
import type { SourceEvent, SourceItem } from '../src/sources/read-items.ts';
import { SOURCE_STATES } from '../src/sources/view.ts';
import type { SourceView } from '../src/sources/view.ts';
import { builder } from './builder.ts';
import { UnreadRecordsType } from './unread-records.ts';
import { WordsType } from './words.ts';

const StateEnum = builder.enumType('SourceState', {
  description: 'Where a source stands; of several things the first.',
  values: SOURCE_STATES,
});
const TroubleEnum = builder.enumType('SourceTrouble', { values: TROUBLES });
const FormEnum = builder.enumType('AnswerForm', { values: ANSWER_FORMS });

const FieldType = builder.objectRef<FormatSample['fields'][number]>('SampleField').implement({
  description: 'A place in an answer: its name, the type of what stands there, and how long that is.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'A name that may itself be data is told by its length, e.g. `(18)`.' }),
    type: t.exposeString('type'),
    shortest: t.exposeInt('shortest'),
    longest: t.exposeInt('longest'),
  }),
});

const SampleType = builder.objectRef<FormatSample>('FormatSample').implement({
  description: 'What may be told of an answer that is not in the agreed form; never a value.',
  fields: (t) => ({
    form: t.field({ type: FormEnum, resolve: ({ form }) => form }),
    bytes: t.exposeInt('bytes'),
    differences: t.exposeStringList('differences', { description: 'Where it is not as agreed.' }),
    fields: t.field({ type: [FieldType], resolve: ({ fields }) => fields }),
  }),
});

const EventType = builder.objectRef<SourceEvent>('SourceEvent').implement({
  description: 'What happened to an item, and who did it.',
  fields: (t) => ({
    act: t.exposeString('act'),
    actor: t.exposeString('actor'),
    at: t.expose('at', { type: 'DateTime' }),
    expectedAt: t.expose('expectedAt', { type: 'DateTime', nullable: true }),
  }),
});

const ItemType = builder.objectRef<SourceItem>('SourceItem').implement({
  description: 'What is the matter with a source or one body of it, once for all cases that it keeps waiting.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: TroubleEnum, resolve: ({ kind }) => kind }),
    institution: t.exposeString('institution', { nullable: true }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    lastAt: t.expose('lastAt', { type: 'DateTime' }),
    times: t.exposeInt('times'),
    expectedAt: t.expose('expectedAt', { type: 'DateTime', nullable: true }),
    waitingCases: t.exposeInt('waitingCases', { description: 'Checks under way that wait for it.' }),
    sample: t.field({ type: SampleType, nullable: true, resolve: ({ sample }) => sample }),
    unread: t.field({
      type: [UnreadRecordsType],
      description: '`RECORDS_UNREAD`: records set aside since the item was opened, by kind.',
      resolve: ({ unread }) => [...unread],
    }),
    events: t.field({ type: [EventType], description: 'Oldest first.', resolve: ({ events }) => events }),
  }),
});

const LatencyType = builder.objectRef<Latency>('SourceLatency').implement({
  description:
    'Exchanges that ended with an answer; right to within ten per cent. Of a source by files each question is one, from the laying of its file to the taking of its answer.',
  fields: (t) => ({
    overMinutes: t.exposeInt('overMinutes', {
      description: 'How far back it reaches: fifteen minutes, and a day for a source by files.',
    }),
    exchanges: t.exposeInt('exchanges'),
    p50Ms: t.exposeInt('p50Ms'),
    p95Ms: t.exposeInt('p95Ms'),
    p99Ms: t.exposeInt('p99Ms'),
  }),
});

const LineType = builder.objectRef<LineState>('SourceLine').implement({
  description: 'The line over which a source is asked; departments behind one hub share it.',
  fields: (t) => ({
    breaker: t.exposeString('breaker', { description: '`CLOSED`, `OPEN` or `HALF_OPEN`.' }),
    failuresInARow: t.exposeInt('failuresInARow'),
    probeAt: t.expose('probeAt', { type: 'DateTime', nullable: true }),
    leftInSecond: t.int({ resolve: ({ left }) => left.second }),
    leftInDay: t.int({ resolve: ({ left }) => left.day }),
    leftPlaces: t.int({ resolve: ({ left }) => left.places }),
  }),
});

/** A source as its operators see it. */
export const SourceType = builder.objectRef<SourceView>('Source').implement({
  description: 'A source as its operators see it: nothing of any person, case or answer.',
  fields: (t) => ({
    id: t.id({ resolve: ({ source }) => source.id }),
    department: t.field({ type: WordsType, resolve: ({ source }) => source.department }),
    subject: t.field({ type: WordsType, resolve: ({ source }) => source.subject }),
    state: t.field({ type: StateEnum, resolve: ({ state }) => state }),
    hub: t.field({ type: WordsType, nullable: true, resolve: ({ source }) => source.terms?.hub ?? null }),
    line: t.field({ type: LineType, nullable: true, resolve: ({ line }) => line }),
    latency: t.field({ type: LatencyType, nullable: true, resolve: ({ latency }) => latency }),
    lastAskedAt: t.expose('lastAskedAt', { type: 'DateTime', nullable: true }),
    lastAnsweredAt: t.expose('lastAnsweredAt', { type: 'DateTime', nullable: true }),
    opensAt: t.expose('opensAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it takes questions next; the present while it is open.',
    }),
    items: t.field({ type: [ItemType], description: 'What is the matter now.', resolve: ({ items }) => items }),
  }),
});

builder.queryField('sources', (t) =>
  t.field({
    type: [SourceType],
    description: 'Every source, for operators.',
    authScopes: { may: 'READ_SOURCES' },
    resolve: async (_root, _args, { reader, services }) => [...(await seeSources(reader, services))],
  }),
);
