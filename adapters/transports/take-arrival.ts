import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { Log } from '../../src/platform/log.ts';
import { SourceFault } from '../../src/sources/port.ts';
import type { RefusedQuestions, UnreadFile } from '../../src/sources/port.ts';
import type { Arrival } from './arrivals.ts';
import { openTrailer, readRows } from './batch-file.ts';
import type { BatchRow, ReceivedRow } from './batch-layout.ts';
import { writeBatchName } from './batch-name.ts';
import { readAcknowledgement, readRejects } from './batch-receipt.ts';
import { batchSample } from './batch-sample.ts';
import type { PartnerFolder } from './partner-folder.ts';
import { isAboutAnother } from '../recorded-identity.ts';
import { PutAside } from './put-aside.ts';
import type { AsideRow } from './put-aside.ts';
import { sortRows } from './response-rows.ts';
import type { ReceivedAnswer } from './response-rows.ts';

/** One answer with its question, so that an answer about another person is detected. */
export type ExchangedRow = {
  /** Code of the partner. */
  readonly institution: string;
  readonly question: BatchRow;
  readonly answer: ReceivedAnswer;
  readonly dataDate: CalendarDate;
};

/** Handlers for the files of partners. */
export type ExchangeHandlers<T> = {
  /**
   * Converts a row into the argument of `take`. A SourceFault puts the row aside; a fault about another person puts
   * the whole file aside before any row of it is taken.
   */
  read(row: ExchangedRow): T;
  /** Takes one answer; must be idempotent. */
  take(value: T): Promise<void>;
  /** Receives questions that will never be answered; must be idempotent. */
  refuse(refused: RefusedQuestions): Promise<void>;
  /** Receives a response that is not in the agreed form, before it is put aside; must be idempotent. */
  keep(file: UnreadFile): Promise<void>;
};

export type TakingPorts = { readonly sourceId: string; readonly log: Log };

/**
 * Processes one file of a partner: its answers, its acknowledgement or refusal of a request file, or the rows that
 * it could not read. They may come in any order.
 * @returns the number of answers taken.
 * @throws PutAside for a file that is not taken; no part of it was taken then.
 */
export async function takeArrival<T>(
  ports: TakingPorts,
  folder: PartnerFolder,
  arrival: Arrival,
  handlers: ExchangeHandlers<T>,
): Promise<number> {
  const questions = await folder.questions(arrival.name);
  if (questions === null) throw new PutAside('NEVER_ASKED');
  const asked = { ports, folder, arrival, questions };
  switch (arrival.name.direction) {
    case 'RSP':
      return takeResponse(asked, handlers);
    case 'ACK':
      await takeAcknowledgement(asked, handlers);
      return 0;
    case 'REJ':
      await takeRejects(asked, handlers);
      return 0;
    case 'REQ':
      throw new PutAside('NAME');
  }
}

type Asked = {
  readonly ports: TakingPorts;
  readonly folder: PartnerFolder;
  readonly arrival: Arrival;
  readonly questions: ReadonlyMap<string, BatchRow>;
};

async function takeResponse<T>(asked: Asked, handlers: ExchangeHandlers<T>) {
  const { ports, folder, arrival, questions } = asked;
  const { log, sourceId } = ports;
  const institution = folder.partner.code;
  const layout = folder.partner.response;
  // A file damaged in transit may come again; a file in another form is kept until it can be read.
  const whole = orAside('FORM', () => openTrailer(layout, arrival.content));
  const { date, rows } = await orKept('FORM', asked, handlers, () => readRows(layout, whole, folder.idColumn));
  const before = await folder.answeredBefore(arrival.name);
  const sorted = sortRows(rows, (row) => folder.requestIdOf(row), folder.partner.numbering, questions, before);
  const told = await orKept('CONTENT', asked, handlers, () =>
    sorted.answered.map((row) => readOrUnread({ institution, ...row, dataDate: date }, handlers)),
  );
  const values = told.flatMap((one) => ('value' in one ? [one.value] : []));
  const unread = told.flatMap((one) => ('unread' in one ? [one.unread] : []));
  const aside = [...sorted.aside, ...unread.map(({ row }) => ({ reason: 'UNREAD', row }) as const)];
  await keepUnread(asked, handlers, aside, [...new Set(unread.flatMap(({ differences }) => differences))]);
  // In parallel, so that the receiver can store a file in one batch.
  await Promise.all(values.map((value) => handlers.take(value)));
  await folder.setRowsAside(arrival.fileName, aside);
  await folder.acknowledge(arrival.name);
  await folder.archive(arrival.fileName);
  log.info('response file taken', { sourceId, institution, count: values.length });
  const [first] = aside;
  if (first !== undefined) {
    log.warn('response rows put aside', { sourceId, institution, count: aside.length, code: first.reason });
  }
  return values.length;
}

type Told<T> =
  | { readonly value: T }
  | { readonly unread: { readonly row: ReceivedRow; readonly differences: readonly string[] } };

/**
 * The content of one row. An unreadable row does not prevent the others from being taken.
 * @throws SourceFault for a row about another person or request: then rows and people are mixed up in the whole
 * file.
 */
function readOrUnread<T>(row: ExchangedRow, { read }: Pick<ExchangeHandlers<T>, 'read'>): Told<T> {
  try {
    return { value: read(row) };
  } catch (thrown) {
    if (!(thrown instanceof SourceFault) || isAboutAnother(thrown)) throw thrown;
    const { fields, raw } = row.answer;
    return { unread: { row: { fields, raw }, differences: thrown.differences } };
  }
}

/** Stores a file with unreadable rows, so that they can be read again; the other rows were taken. */
async function keepUnread<T>(
  { folder, arrival }: Asked,
  { keep }: Pick<ExchangeHandlers<T>, 'keep'>,
  aside: readonly AsideRow[],
  differences: readonly string[],
): Promise<void> {
  const rows = aside.filter(({ reason }) => reason === 'UNREAD').map(({ row }) => row);
  if (rows.length === 0) return;
  await keep({
    institution: folder.partner.code,
    fileName: arrival.fileName,
    requestIds: [...new Set(rows.map(({ fields }) => folder.requestIdOf(fields)))],
    raw: arrival.content,
    sample: batchSample(folder.partner.response, arrival.content, differences),
  });
}

async function takeAcknowledgement<T>({ ports, folder, arrival, questions }: Asked, handlers: ExchangeHandlers<T>) {
  const given = orAside('FORM', () => readAcknowledgement(folder.partner.response, arrival.content));
  const ours = writeBatchName({ ...arrival.name, direction: 'REQ' });
  if (given.requestFile !== ours || (given.taken && given.count !== questions.size)) throw new PutAside('CONTENT');
  const { log, sourceId } = ports;
  const institution = folder.partner.code;
  if (given.taken) {
    log.info('request file acknowledged', { sourceId, institution, count: given.count });
  } else {
    await refuseOpen(folder, arrival, [...questions.keys()], handlers);
    log.warn('request file refused', { sourceId, institution, count: questions.size, code: given.code });
  }
  await folder.acknowledge(arrival.name);
  await folder.archive(arrival.fileName);
}

async function takeRejects<T>({ ports, folder, arrival, questions }: Asked, handlers: ExchangeHandlers<T>) {
  const rows = orAside('FORM', () => readRejects(folder.partner.response, arrival.content));
  const inOrder = [...questions.keys()];
  const requestIds = rows.map(({ line, requestId }) => (requestId === '' ? inOrder[line - 1] : requestId) ?? '');
  if (requestIds.some((id) => !questions.has(id))) throw new PutAside('NEVER_ASKED');
  await refuseOpen(folder, arrival, [...new Set(requestIds)], handlers);
  await folder.acknowledge(arrival.name);
  await folder.archive(arrival.fileName);
  const { log, sourceId } = ports;
  const institution = folder.partner.code;
  log.warn('request rows rejected', { sourceId, institution, count: rows.length, code: rows[0]?.code });
}

/** An answer takes precedence over a later receipt that says that the question could not be read. */
async function refuseOpen<T>(
  folder: PartnerFolder,
  { name }: Arrival,
  requestIds: readonly string[],
  { refuse }: ExchangeHandlers<T>,
): Promise<void> {
  const answered = await folder.answeredBefore(name);
  const open = requestIds.filter((id) => !answered.has(id));
  if (open.length > 0) await refuse({ institution: folder.partner.code, requestIds: open, reason: 'REFUSED' });
}

/** Turns any error about the partner's content into a fault of its file. */
function orAside<T>(reason: 'FORM' | 'CONTENT', read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof SourceFault) throw new PutAside(reason, { cause: thrown });
    throw thrown;
  }
}

/** Passes a response in another form to `keep` before it is put aside. */
async function orKept<T>(
  reason: 'FORM' | 'CONTENT',
  { folder, arrival, questions }: Asked,
  { keep }: Pick<ExchangeHandlers<unknown>, 'keep'>,
  read: () => T,
): Promise<T> {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof SourceFault)) throw thrown;
    await keep({
      institution: folder.partner.code,
      fileName: arrival.fileName,
      requestIds: [...questions.keys()],
      raw: arrival.content,
      sample: batchSample(folder.partner.response, arrival.content, thrown.differences),
    });
    throw new PutAside(reason, { cause: thrown });
  }
}
