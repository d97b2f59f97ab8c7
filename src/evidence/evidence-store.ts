import type { Database } from '../platform/database.ts';
import { insertNewRows, insertRows } from '../platform/insert-rows.ts';
import type { Retention } from '../protection/retention.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { commit } from '../protection/commitment.ts';
import type { AnswerKind, Coverage } from './answer.ts';
import { FACTS_SHAPE_VERSION } from './facts.ts';
import type { Fact, FactType } from './facts.ts';
import type { UnreadRecords } from './unread-records.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** An answer about to be stored. `raw` is what a department sent; `null` where nobody said anything. */
export type NewAnswer = {
  readonly questionId: string;
  readonly kind: AnswerKind;
  readonly coverage: Coverage;
  readonly dataDate: CalendarDate | null;
  readonly facts: readonly Fact[];
  /** Kinds of fact that a `PARTIAL` answer says that it leaves out. */
  readonly missing?: readonly FactType[];
  /** Records of it that could not be read and were set aside. */
  readonly unread?: readonly UnreadRecords[];
  readonly raw: Uint8Array | null;
  /** It came after the gateway had closed the question. */
  readonly late: boolean;
  readonly receivedAt: Date;
  /** Division of the question. */
  readonly division: string;
};

const RETENTION: Retention = 'SOURCE_ANSWER';

/**
 * Stores answers in the caller's transaction. A question takes one answer of each origin: the same answer handed
 * twice is stored once.
 *
 * @returns ids of the questions for which this call stored the answer.
 */
export async function storeAnswersInTrx(
  trx: Database,
  vault: FieldVault,
  answers: readonly NewAnswer[],
): Promise<ReadonlySet<string>> {
  if (answers.length === 0) return new Set();
  const sealed = answers.map((answer) => {
    const id = crypto.randomUUID();
    const commitment = answer.raw === null ? null : commit(answer.raw);
    const facts = JSON.stringify(answer.facts);
    const reading = answer.raw === null ? null : commit(new TextEncoder().encode(facts));
    return {
      row: {
        id,
        question_id: answer.questionId,
        // A gateway's "no response" may be followed by the late answer of the source, never by a third.
        sequence: answer.late ? 2 : 1,
        origin: answer.raw === null ? ('GATEWAY' as const) : ('SOURCE' as const),
        kind: answer.kind,
        territory: answer.coverage.territory,
        period_from: answer.coverage.period.from,
        period_to: answer.coverage.period.to,
        data_date: answer.dataDate,
        facts_cipher:
          answer.facts.length === 0 ? null : vault.seal({ table: 'answer', row: id, column: 'facts_cipher' }, facts),
        missing: [...(answer.missing ?? [])],
        unread_records: answer.unread ?? null,
        shape_version: FACTS_SHAPE_VERSION,
        commitment: commitment?.commitment ?? null,
        facts_commitment: reading?.commitment ?? null,
        facts_salt_cipher:
          reading === null ? null : vault.seal({ table: 'answer', row: id, column: 'facts_salt_cipher' }, reading.salt),
        late: answer.late,
        received_at: answer.receivedAt,
        division: answer.division,
        retention: RETENTION,
      },
      raw:
        answer.raw === null || commitment === null
          ? null
          : {
              answer_id: id,
              raw_cipher: vault.seal({ table: 'answer_raw', row: id, column: 'raw_cipher' }, answer.raw),
              salt_cipher: vault.seal({ table: 'answer_raw', row: id, column: 'salt_cipher' }, commitment.salt),
            },
    };
  });
  const stored = await insertNewRows(
    trx,
    'answer',
    sealed.map(({ row }) => row),
  );
  const kept = sealed.filter(({ row }) => stored.has(row.id));
  await insertRows(
    trx,
    'answer_raw',
    kept.flatMap(({ raw }) => raw ?? []),
  );
  return new Set(kept.map(({ row }) => row.question_id));
}
