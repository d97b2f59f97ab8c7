import { z } from 'zod';
import { differencesOf } from '../src/evidence/format-sample.ts';
import {
  askedIn,
  BATCH_TERMS,
  batchPartner,
  batchQuestion,
  LACKING_SEPARATOR,
  REQUEST_ID_COLUMN,
} from './batch-form.ts';
import { defineSource } from './define-source.ts';
import { SourceFault } from '../src/sources/port.ts';
import type { SourceBehaviour, SourceDefinition, SourceReply } from '../src/sources/port.ts';
import { readRecord, recordsOf } from './read-records.ts';
import type { RecordRead } from './read-records.ts';
import { foundOf, replyToAsked } from './recorded-answer.ts';
import type { RecordedAnswer } from './recorded-answer.ts';
import type { FactType } from '../src/evidence/facts.ts';
import type { ReceivedAnswer } from './transports/response-rows.ts';
import { columnNames } from './transports/batch-layout.ts';
import type { BatchLayout, BatchRow } from './transports/batch-layout.ts';
import { connectExchange, exchangeEndpointShape, ITSELF } from './transports/exchange-source.ts';
import { containerKeySchema } from './transports/sealed-container.ts';
import type { ExchangedRow } from './transports/take-arrival.ts';
import type { WireRecord } from './wire-record.ts';
import { wireText } from './wire-scalars.ts';

/** Column that tells the kind of record. */
const CODE_FIELD = '记录类型';

/** The differences between departments with batch files that hold records of several kinds. */
export type BatchSource = Pick<
  SourceDefinition,
  'id' | 'department' | 'subject' | 'since' | 'level' | 'certificates'
> & {
  readonly behaviour: Omit<SourceBehaviour, keyof typeof BATCH_TERMS> & Partial<SourceBehaviour>;
  /** How its files are written, with the columns of its records: those of every kind, and one line holds one record. */
  readonly files: BatchLayout;
  readonly records: readonly [WireRecord, ...WireRecord[]];
};

const endpointSchema = z.strictObject({ ...exchangeEndpointShape, key: containerKeySchema });

/**
 * A department that takes batch files and answers later, by a line for each record. The form is made up after what
 * such files commonly are; no text was seen.
 */
export function defineBatchSource(source: BatchSource): SourceDefinition<z.infer<typeof endpointSchema>> {
  const { files, records, ...terms } = source;
  const read = readerOf(source);
  const facts = [...new Set(records.map(({ fact }) => fact))];
  return defineSource({
    ...terms,
    facts,
    institutions: [],
    byFiles: true,
    behaviour: { ...BATCH_TERMS, ...terms.behaviour },
    endpoint: endpointSchema,
    connect: (endpoint, ports) =>
      connectExchange({
        ...ports,
        sourceId: terms.id,
        endpoint,
        partners: [batchPartner(files, ITSELF, endpoint.key)],
        idColumn: REQUEST_ID_COLUMN,
        rowOf: batchQuestion,
        replyOf: (row) => replyOf(row, ports.territory, read(row.answer), facts),
      }),
  });
}

function replyOf(
  { question, answer, dataDate }: ExchangedRow,
  territory: string,
  found: RecordedAnswer['found'],
  given: readonly FactType[],
): SourceReply {
  const asked = askedIn(question);
  const period = { from: null, to: dataDate };
  const recorded = { requestId: asked.requestId, territory, dataDate, period, raw: answer.raw, found };
  return replyToAsked(asked, recorded, given);
}

/**
 * Reads the lines of an answer. A record that cannot be read is set aside.
 * @throws SourceFault FORMAT_CHANGED for lines that do not say which question they answer, or contradict each other.
 */
function readerOf({
  files,
  records,
}: BatchSource): (answer: Pick<ReceivedAnswer, 'lines' | 'unreadLines'>) => RecordedAnswer['found'] {
  const columns = columnNames(files);
  const nothing = z.literal('');
  const owner = { 登记姓名: wireText(100), 登记证件号码: z.string().max(40) };
  const lacking = z
    .string()
    .transform((text) => text.split(LACKING_SEPARATOR))
    .pipe(z.array(z.enum(records.map(({ code }) => code))));
  /** 结果代码: 1 records, 0 none, 2 the number is recorded under another name, 3 a part only; 缺失项目 what lacks. */
  const headSchema = z.discriminatedUnion('结果代码', [
    z.object({ 结果代码: z.enum(['0', '2']), 登记姓名: nothing, 登记证件号码: nothing, 缺失项目: nothing }),
    z.object({ 结果代码: z.literal('1'), ...owner, 缺失项目: nothing }),
    z.object({ 结果代码: z.literal('3'), ...owner, 缺失项目: lacking }),
  ]);
  const kinds = new Map(
    records.map((record) => [
      record.code,
      { fact: record.fact, fields: record.fields, schema: record.reader(CODE_FIELD) },
    ]),
  );

  /** The record of a line that holds one; columns of other kinds must be empty. */
  const recordOf = (line: BatchRow): RecordRead => {
    const kind = kinds.get(line[CODE_FIELD] ?? '');
    if (kind === undefined) return { unread: null, differences: [`${CODE_FIELD} INVALID_VALUE`] };
    const foreign = filled(line, columns).filter((name) => !kind.fields.includes(name));
    if (foreign.length > 0) {
      return { unread: kind.fact, differences: foreign.map((name) => `${name} OF_ANOTHER_RECORD`) };
    }
    const own = Object.fromEntries([CODE_FIELD, ...kind.fields].map((name) => [name, line[name] ?? '']));
    return readRecord(kind, own);
  };

  return ({ lines, unreadLines }) => {
    const [head, ...others] = lines.map((line) => orFault(headSchema, line));
    // Every line repeats of whom it speaks; one that speaks of somebody else is a mixed-up file.
    if (head === undefined || others.some((one) => JSON.stringify(one) !== JSON.stringify(head))) {
      throw formatChanged(['. LINES_DIFFER']);
    }
    const told = lines.filter((line) => filled(line, [CODE_FIELD, ...columns]).length > 0).map(recordOf);
    const spoilt = Array.from({ length: unreadLines }, (): RecordRead => ({ unread: null, differences: ['. LINE'] }));
    const found = recordsOf([...told, ...spoilt]);
    const bare = told.length === 0 && lines.length === 1 && unreadLines === 0;
    const full = told.length === lines.length;
    if (!{ '0': bare, '1': full, '2': bare, '3': full || bare }[head.结果代码]) {
      throw formatChanged(['结果代码 OTHER_RECORDS']);
    }
    if (head.结果代码 === '0' || head.结果代码 === '2') return foundOf(head.结果代码, null, records);
    const recorded = {
      owner: { name: head.登记姓名, number: head.登记证件号码 },
      records: found,
      lacking: head.结果代码 === '3' ? head.缺失项目 : [],
    };
    return foundOf(head.结果代码, recorded, records);
  };
}

function filled(line: BatchRow, names: readonly string[]): readonly string[] {
  return names.filter((name) => (line[name] ?? '') !== '');
}

function orFault<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw formatChanged(differencesOf(parsed.error));
  return parsed.data;
}

function formatChanged(differences: readonly string[]): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false, differences });
}
