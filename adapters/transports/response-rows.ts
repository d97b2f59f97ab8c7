import type { BatchRow, ReceivedRow } from './batch-layout.ts';
import type { AsideRow } from './partner-folder.ts';
import { PutAside } from './put-aside.ts';

/** What a partner answered, beside what it was asked. */
export type AnsweredRow = { readonly question: BatchRow; readonly answer: ReceivedRow };

/**
 * Tells the rows that answer from those that don't. Two rows of one request id in one file contradict each other, so
 * that both are put aside and the question stays open; a row that says otherwise than an earlier file is put aside and
 * the earlier answer stands. The same row again is handed on: whoever takes it knows it.
 * @param before bytes of the rows that earlier files answered with, by request id.
 * @throws PutAside NEVER_ASKED for a row that answers no question of the batch: then the file is about another batch.
 */
export function sortRows(
  rows: readonly ReceivedRow[],
  requestIdOf: (row: BatchRow) => string,
  questions: ReadonlyMap<string, BatchRow>,
  before: ReadonlyMap<string, Uint8Array>,
): { readonly answered: readonly AnsweredRow[]; readonly aside: readonly AsideRow[] } {
  const answered: AnsweredRow[] = [];
  const aside: AsideRow[] = [];
  for (const [id, ofId] of Map.groupBy(rows, ({ fields }) => requestIdOf(fields))) {
    const question = questions.get(id);
    if (question === undefined) throw new PutAside('NEVER_ASKED');
    const [answer] = ofId;
    const earlier = before.get(id);
    if (answer === undefined || ofId.length > 1) {
      aside.push(...ofId.map((row) => ({ reason: 'TWICE_IN_FILE' as const, row })));
    } else if (earlier !== undefined && !Buffer.from(earlier).equals(answer.raw)) {
      aside.push({ reason: 'ANSWERED_BEFORE', row: answer });
    } else {
      answered.push({ question, answer });
    }
  }
  return { answered, aside };
}
