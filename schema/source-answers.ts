import type { SourceAnswer } from '../src/access/source-answer.ts';
import type { Fact } from '../src/evidence/facts.ts';
import type { AnswerPart } from '../src/report/document.ts';
import { decidingParts, isConclusive } from '../src/report/answer-rows.ts';
import { ROW_KINDS } from '../src/report/document.ts';
import { placeName } from '../src/identity/region.ts';
import { readPrintedSources } from '../src/sources/planned-source.ts';
import type { PrintedSource } from '../src/sources/planned-source.ts';
import { builder } from './builder.ts';
import { FACT_TYPES } from './fact-types.ts';
import { encodeId } from './ids.ts';
import printedSources from './sources.json' with { type: 'json' };
import { UnreadRecordsType } from './unread-records.ts';
import { WordsType } from './words.ts';

/**
 * A type for each department, derived from the list of sources: what every answer carries, and a list for each kind of
 * fact that the department speaks of. A new source is a new type without a line here.
 */

export const RowKindEnum = builder.enumType('SourceAnswerKind', {
  description: 'What became of what was asked of a source about a person. A missing answer is never a clean answer.',
  values: ROW_KINDS,
});

const AnswerPartType = builder.objectRef<AnswerPart>('BodyAnswer').implement({
  description: 'What became of the question to one body: the department itself, or one of its banks.',
  fields: (t) => ({
    institution: t.exposeString('institution', { nullable: true }),
    name: t.expose('name', { type: WordsType }),
    kind: t.expose('kind', { type: RowKindEnum }),
    words: t.expose('words', { type: WordsType }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'Under which it left, the same on every retry; of the other question where the answer is shared.',
    }),
    letterNumber: t.exposeString('letterNumber', { nullable: true }),
    askedAt: t.expose('askedAt', { type: 'DateTime', nullable: true }),
    answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
    dataDate: t.expose('dataDate', { type: 'CalendarDate', nullable: true }),
    commitment: t.exposeString('commitment', {
      nullable: true,
      description: 'SHA-256, hex, over 32 random bytes and the raw answer.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Code of why there is no answer.' }),
    missing: t.stringList({
      description: 'Kinds of fact that a partial answer leaves out, as its source says.',
      resolve: ({ missing }) => [...(missing ?? [])],
    }),
    unread: t.field({
      type: [UnreadRecordsType],
      description:
        'Records that could not be read and were set aside, by kind; the others count. Empty where all could.',
      resolve: ({ unread }) => [...(unread ?? [])],
    }),
    shared: t.string({
      nullable: true,
      description: '`REUSED` or `JOINED`: the answer is that of an identical question, fresh or in flight.',
      resolve: ({ shared }) => shared ?? null,
    }),
    lineFen: t.field({
      type: 'Fen',
      nullable: true,
      description: 'Asked only whether the sum is over this line; absent where everything was asked.',
      resolve: ({ lineFen }) => lineFen ?? null,
    }),
    because: t.string({
      nullable: true,
      description:
        'Why the amount was asked of a body that says whether a sum is over a line: `LINE_UNDECIDED` or `OBJECTION`.',
      resolve: ({ because }) => because ?? null,
    }),
  }),
});

const SourceAnswerInterface = builder.interfaceRef<SourceAnswer>('SourceAnswer').implement({
  description:
    'What one source says about one person, with what stands behind it. It is there whatever became of the question: a silent department is a value.',
  fields: (t) => ({
    kind: t.field({ type: RowKindEnum, resolve: ({ row }) => row.kind }),
    words: t.field({ type: WordsType, resolve: ({ row }) => row.words }),
    source: t.string({ description: 'Id of the source.', resolve: ({ row }) => row.sourceId }),
    department: t.field({ type: WordsType, resolve: ({ row }) => row.department }),
    subject: t.field({ type: WordsType, resolve: ({ row }) => row.subject }),
    territory: t.string({
      description: 'GB/T 2260 code of the territory that it speaks of: Wuxi’s register knows nothing of Suzhou.',
      resolve: ({ coverage, territory }) => coverage?.territory ?? territory,
    }),
    territoryName: t.string({ resolve: ({ coverage, territory }) => placeName(coverage?.territory ?? territory) }),
    periodFrom: t.field({
      type: 'CalendarDate',
      nullable: true,
      resolve: ({ coverage }) => coverage?.period.from ?? null,
    }),
    periodTo: t.field({ type: 'CalendarDate', nullable: true, resolve: ({ coverage }) => coverage?.period.to ?? null }),
    askedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ row }) => row.askedAt }),
    dataDate: t.field({
      type: 'CalendarDate',
      nullable: true,
      description: 'The oldest day up to which its data were current.',
      resolve: ({ row }) => row.dataDate,
    }),
    requestId: t.string({
      nullable: true,
      description: 'Where one body answers for the source; else each body has its own.',
      resolve: ({ row }) => (row.parts.length === 1 ? (row.parts[0]?.requestId ?? null) : null),
    }),
    answered: t.int({
      description: 'Bodies that said what they know.',
      resolve: ({ row }) => decidingParts(row.parts).filter(({ kind }) => isConclusive(kind)).length,
    }),
    of: t.int({
      description: 'Bodies that could know something.',
      resolve: ({ row }) => decidingParts(row.parts).length,
    }),
    bodies: t.field({ type: [AnswerPartType], resolve: ({ row }) => [...row.parts] }),
    wouldAsk: t.field({
      type: [AnswerPartType],
      description: 'Bodies that would have to be asked to know: outside an open case, or where nothing may be asked.',
      resolve: ({ wouldAsk }) => [...wouldAsk],
    }),
    lookupId: t.id({
      nullable: true,
      description: 'The lookup or check in which it was or is being asked; its progress can be watched.',
      resolve: ({ lookupId }) => (lookupId === null ? null : encodeId('Verification', lookupId)),
    }),
  }),
});

const sources = readPrintedSources(printedSources);

function implement(source: PrintedSource) {
  const facts: readonly string[] = source.facts;
  return builder.objectRef<SourceAnswer>(`${capital(fieldName(source.id))}Answer`).implement({
    description: `${source.department.zh}：${source.subject.zh} / ${source.department.en}: ${source.subject.en}`,
    interfaces: [SourceAnswerInterface],
    isTypeOf: (value) => isAnswerOf(source.id, value),
    fields: (t) =>
      Object.fromEntries(
        [...FACT_TYPES].flatMap(([kind, { list, type, description }]) =>
          facts.includes(kind)
            ? [
                [
                  list,
                  t.field({
                    type: [type],
                    nullable: true,
                    description: `${description}; empty where all have answered and there is none, absent where nobody can say so.`,
                    resolve: (answer) => listOf(answer, kind),
                  }),
                ],
              ]
            : [],
        ),
      ),
  });
}

/** An empty list is a statement: it is made only where everybody has answered. */
function listOf({ facts, row }: SourceAnswer, kind: string): Fact[] | null {
  const list = facts?.filter((fact) => fact.type === kind) ?? [];
  return list.length > 0 || isConclusive(row.kind) ? list : null;
}

function isAnswerOf(sourceId: string, value: unknown): boolean {
  // Interfaces are resolved at run time, where what comes is an answer of one of these types.
  return (value as SourceAnswer).row.sourceId === sourceId;
}

/** `real-estate` is `realEstate`. */
function fieldName(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The departments as fields of a person, in the order of a report. */
export const SOURCE_FIELDS = sources.map((source) => ({
  id: source.id,
  name: fieldName(source.id),
  description: `${source.department.zh}：${source.subject.zh} / ${source.department.en}: ${source.subject.en}`,
  type: implement(source),
}));
