import { sql } from 'kysely';
import { z } from 'zod';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { ANSWER_KINDS } from './answer.ts';
import { FACT_KINDS, factSchema } from './facts.ts';
import type { Fact } from './facts.ts';
import type { EvidencePiece } from './piece.ts';
import { AMOUNT_REASONS } from './question-form.ts';
import { unreadRecordsSchema } from './unread-records.ts';

const storedFacts = z.array(factSchema);
const storedTypes = z.array(z.enum(FACT_KINDS));
const kindSchema = z.enum(ANSWER_KINDS);
const reasonSchema = z.enum(AMOUNT_REASONS);

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
  if (verificationIds.length === 0) return new Map();
  const rows = await questionsWithAnswers(db)
    .where('q.verification_id', 'in', verificationIds)
    .orderBy(sql`q.source_id, q.institution, q.person_id, q.form DESC`)
    .execute();
  const byVerification = Map.groupBy(rows, (row) => row.verification_id);
  return new Map([...byVerification].map(([id, group]) => [id, group.map((row) => toPiece(vault, row))]));
}

/** Answers of sources about one person that are kept, whichever case asked. */
export type StoredAnswer = { readonly verificationId: string; readonly piece: EvidencePiece };

/**
 * The sources' answers about these people, the newest first, without those of cancelled verifications. The caller
 * decides whether a case may see them.
 */
export async function readAnswersAbout(
  db: Database,
  vault: FieldVault,
  personIds: readonly string[],
  sourceIds: readonly string[],
): Promise<readonly StoredAnswer[]> {
  if (personIds.length === 0 || sourceIds.length === 0) return [];
  const rows = await questionsWithAnswers(db)
    .where('v.state', '<>', 'CANCELLED')
    .where('q.person_id', 'in', personIds)
    .where('q.source_id', 'in', sourceIds)
    .where('a.origin', '=', 'SOURCE')
    .orderBy('a.received_at', 'desc')
    .execute();
  return rows.map((row) => ({ verificationId: row.verification_id, piece: toPiece(vault, row) }));
}

/**
 * Questions, each with what became of it: the answer that it took of an identical one, else the newest of its own. What
 * a source says of a check that was called off is kept sealed, and is no answer.
 */
function questionsWithAnswers(db: Database) {
  return db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .leftJoin('answer as a', (join) =>
      join.on('a.id', '=', (eb) =>
        eb.fn.coalesce(
          'q.taken_answer',
          eb
            .selectFrom('answer as own')
            .select('own.id')
            .whereRef('own.question_id', '=', 'q.id')
            .where(sql<boolean>`(own.origin = 'GATEWAY' OR v.state <> 'CANCELLED' OR own.received_at < v.settled_at)`)
            .orderBy('own.sequence', 'desc')
            .limit(1),
        ),
      ),
    )
    .leftJoin('letter as l', 'l.id', 'q.letter_id')
    .leftJoin('question as first', 'first.id', 'q.answered_as')
    .select([
      'q.id as question_id',
      'q.verification_id',
      (eb) => eb.fn.coalesce('first.request_id', 'q.request_id').as('request_id'),
      'q.person_id',
      'q.source_id',
      'q.institution',
      (eb) => eb.fn.coalesce('first.asked_at', 'q.asked_at').as('asked_at'),
      'q.shared',
      'q.line_fen',
      'q.asked_because',
      'q.last_fault',
      'l.letter_number',
      'a.id as answer_id',
      'a.kind',
      'a.territory',
      'a.period_from',
      'a.period_to',
      'a.data_date',
      'a.facts_cipher',
      'a.missing',
      'a.unread_records',
      'a.commitment',
      'a.facts_commitment',
      'a.received_at',
    ]);
}

type EvidenceRow = Awaited<ReturnType<ReturnType<typeof questionsWithAnswers>['execute']>>[number];

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
    ...(row.facts_commitment === null ? {} : { factsCommitment: row.facts_commitment.toString('hex') }),
    reason: row.last_fault,
    ...(row.missing === null || row.missing.length === 0 ? {} : { missing: storedTypes.parse(row.missing) }),
    ...(row.unread_records === null ? {} : { unread: unreadRecordsSchema.parse(row.unread_records) }),
    ...(row.shared === null ? {} : { shared: row.shared }),
    ...(row.line_fen === null ? {} : { lineFen: row.line_fen }),
    ...(row.asked_because === null ? {} : { because: reasonSchema.parse(row.asked_because) }),
  };
}

function readFacts(vault: FieldVault, answerId: string, cipher: Buffer): readonly Fact[] {
  const text = vault.openText({ table: 'answer', row: answerId, column: 'facts_cipher' }, cipher);
  return storedFacts.parse(JSON.parse(text));
}
