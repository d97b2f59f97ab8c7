import { z } from 'zod';
import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { insertNewRows, insertRows } from '../platform/insert-rows.ts';
import type { Retention } from '../protection/retention.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { commit } from '../protection/commitment.ts';
import type { AnswerKind, Coverage } from './answer.ts';
import { ANSWER_KINDS } from './answer.ts';
import { factSchema, FACTS_SHAPE_VERSION } from './facts.ts';
import type { Fact } from './facts.ts';
import type { EvidencePiece } from './piece.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

const storedFacts = z.array(factSchema);
const kindSchema = z.enum(ANSWER_KINDS);

/** An answer about to be stored. `raw` is what a department sent; `null` where nobody said anything. */
export type NewAnswer = {
  readonly questionId: string;
  readonly kind: AnswerKind;
  readonly coverage: Coverage;
  readonly dataDate: CalendarDate | null;
  readonly facts: readonly Fact[];
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
    const facts = answer.facts.length === 0 ? null : JSON.stringify(answer.facts);
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
        facts_cipher: facts === null ? null : vault.seal({ table: 'answer', row: id, column: 'facts_cipher' }, facts),
        shape_version: FACTS_SHAPE_VERSION,
        commitment: commitment?.commitment ?? null,
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

/**
 * The evidence of one verification: every question with the newest thing that became of it, in a fixed order.
 *
 * @throws Error when a stored fact does not fit its shape version: it was altered outside the application.
 */
export async function readEvidence(
  db: Database,
  vault: FieldVault,
  verificationId: string,
): Promise<readonly EvidencePiece[]> {
  return (await readEvidenceOf(db, vault, [verificationId])).get(verificationId) ?? [];
}

/** {@link readEvidence} of many verifications at once, by verification; one without questions has no entry. */
export async function readEvidenceOf(
  db: Database,
  vault: FieldVault,
  verificationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EvidencePiece[]>> {
  const rows = await selectEvidence(db, verificationIds);
  const byVerification = Map.groupBy(rows, (row) => row.verification_id);
  return new Map([...byVerification].map(([id, group]) => [id, group.map((row) => toPiece(vault, row))]));
}

async function selectEvidence(db: Database, verificationIds: readonly string[]) {
  if (verificationIds.length === 0) return [];
  return db
    .selectFrom('question as q')
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('answer')
          .selectAll('answer')
          .whereRef('answer.question_id', '=', 'q.id')
          .orderBy('answer.sequence', 'desc')
          .limit(1)
          .as('a'),
      (join) => join.onTrue(),
    )
    .leftJoin('letter as l', 'l.id', 'q.letter_id')
    .select([
      'q.id as question_id',
      'q.verification_id',
      'q.request_id',
      'q.person_id',
      'q.source_id',
      'q.institution',
      'q.asked_at',
      'q.last_fault',
      'l.letter_number',
      'a.id as answer_id',
      'a.kind',
      'a.territory',
      'a.period_from',
      'a.period_to',
      'a.data_date',
      'a.facts_cipher',
      'a.commitment',
      'a.received_at',
    ])
    .where('q.verification_id', 'in', verificationIds)
    .orderBy(sql`q.source_id, q.institution, q.person_id`)
    .execute();
}

type EvidenceRow = Awaited<ReturnType<typeof selectEvidence>>[number];

function toPiece(vault: FieldVault, row: EvidenceRow): EvidencePiece {
  return {
    questionId: row.question_id,
    requestId: row.request_id,
    personId: row.person_id,
    sourceId: row.source_id,
    institution: row.institution === '' ? null : row.institution,
    kind: row.kind === null ? null : kindSchema.parse(row.kind),
    coverage:
      row.territory === null
        ? null
        : { territory: row.territory, period: { from: row.period_from, to: row.period_to } },
    facts: row.facts_cipher === null || row.answer_id === null ? [] : readFacts(vault, row.answer_id, row.facts_cipher),
    askedAt: row.asked_at,
    answeredAt: row.received_at,
    dataDate: row.data_date === null ? null : parseCalendarDate(row.data_date),
    letterNumber: row.letter_number,
    commitment: row.commitment === null ? null : row.commitment.toString('hex'),
    reason: row.last_fault,
  };
}

function readFacts(vault: FieldVault, answerId: string, cipher: Buffer): readonly Fact[] {
  const text = vault.openText({ table: 'answer', row: answerId, column: 'facts_cipher' }, cipher);
  return storedFacts.parse(JSON.parse(text));
}
