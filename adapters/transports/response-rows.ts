import type { BatchRow, LineNumbering, ReceivedRow } from './batch-layout.ts';
import { PutAside } from './put-aside.ts';
import type { AsideRow } from './put-aside.ts';

/** A file's whole answer to one question: the lines in order, and their bytes joined by line breaks. */
export type ReceivedAnswer = Pick<ReceivedRow, 'fields' | 'raw'> & {
  readonly lines: readonly BatchRow[];
  /** Its lines that could not be read. */
  readonly unreadLines: number;
};

/** A partner's answer with its question. */
export type AnsweredRow = { readonly question: BatchRow; readonly answer: ReceivedAnswer };

/**
 * Separates rows that answer from those that do not. Rows of one request id that form no complete answer contradict
 * each other, so all are put aside and the question stays open. An answer that differs from an earlier file is put
 * aside and the earlier one counts. A repeated answer is passed on, because its receiver is idempotent.
 * @param before bytes of the answers in earlier files, by request id.
 * @throws PutAside NEVER_ASKED for a row that answers no question of the batch: then the file belongs to another
 * batch.
 */
export function sortRows(
  rows: readonly ReceivedRow[],
  requestIdOf: (row: BatchRow) => string,
  numbering: LineNumbering | undefined,
  questions: ReadonlyMap<string, BatchRow>,
  before: ReadonlyMap<string, Uint8Array>,
): { readonly answered: readonly AnsweredRow[]; readonly aside: readonly AsideRow[] } {
  const answered: AnsweredRow[] = [];
  const aside: AsideRow[] = [];
  for (const [id, ofId] of Map.groupBy(rows, ({ fields }) => requestIdOf(fields))) {
    const question = questions.get(id);
    if (question === undefined) throw new PutAside('NEVER_ASKED');
    const answer = wholeAnswer(ofId, numbering);
    const earlier = before.get(id);
    if (answer === null) {
      const unread = ofId.every(({ spoilt }) => spoilt === true);
      const reason = unread ? 'UNREAD' : numbering === undefined ? 'TWICE_IN_FILE' : 'LINES';
      aside.push(...ofId.map((row) => ({ reason, row }) as const));
    } else if (earlier !== undefined && !Buffer.from(earlier).equals(answer.raw)) {
      aside.push(...ofId.map((row) => ({ reason: 'ANSWERED_BEFORE', row }) as const));
    } else {
      answered.push({ question, answer });
    }
  }
  return { answered, aside };
}

/**
 * The rows of one request id as one answer, in the order of their numbers; `null` where they are inconsistent: two
 * rows for a single-line answer, a missing or repeated number, different counts.
 */
export function wholeAnswer(rows: readonly ReceivedRow[], numbering: LineNumbering | undefined): ReceivedAnswer | null {
  const read = rows.filter(({ spoilt }) => spoilt !== true);
  const spoilt = rows.filter((row) => row.spoilt === true);
  const ordered = numbering === undefined ? read : inOrder(read, rows.length, numbering);
  const [first] = ordered ?? [];
  if (ordered === null || first === undefined || (numbering === undefined && rows.length > 1)) return null;
  const lines = ordered.map(({ fields }) => fields);
  const all = [...ordered, ...spoilt];
  const raw = all.length === 1 ? first.raw : below(all);
  return { fields: first.fields, lines, unreadLines: spoilt.length, raw };
}

/** The readable rows by their numbers; `all` counts the unreadable ones too. */
function inOrder(
  rows: readonly ReceivedRow[],
  all: number,
  { count, place }: LineNumbering,
): readonly ReceivedRow[] | null {
  const places = new Map(rows.map((row) => [row.fields[place], row]));
  const ordered = Array.from({ length: all }, (_, index) => places.get(String(index + 1)));
  const whole = ordered.filter((row) => row?.fields[count] === String(all)).filter((row) => row !== undefined);
  return whole.length === rows.length ? whole : null;
}

function below(rows: readonly ReceivedRow[]): Uint8Array {
  const end = Buffer.from('\n');
  return Buffer.concat(rows.flatMap(({ raw }, index) => (index === 0 ? [raw] : [end, raw])));
}
