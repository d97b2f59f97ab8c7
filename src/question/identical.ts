import { sql } from 'kysely';
import { z } from 'zod';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { toQuestion } from './question.ts';
import type { Question } from './question.ts';

const conclusiveSchema = z.enum(['HIT', 'NO_RECORD']);

/** An answer on which an indicator may rest; anything less is asked again. */
export type ConclusiveAnswer = {
  readonly id: string;
  readonly kind: z.infer<typeof conclusiveSchema>;
  readonly receivedAt: Date;
};

/** An identical question, by whichever check. */
export type First = { readonly id: string; readonly requestId: string; readonly verificationId: string };

/** An identical question with the answer that it was given; `null` while it is in flight. */
export type Twin = { readonly questionId: string; readonly first: First; readonly answer: ConclusiveAnswer | null };

/**
 * For these questions the identical ones that are in flight for the same purpose, or were answered since the question was
 * written. Several for one question: what was answered, the newest first, before what is in flight, and of these the one
 * that was asked first.
 */
export async function findTwins(trx: Database, questionIds: readonly string[], now: Date): Promise<readonly Twin[]> {
  const rows = await identicalQuestions(trx)
    .innerJoin('verification as v', 'v.id', 'first.verification_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('answer')
          .select(['id', 'kind', 'received_at'])
          .whereRef('question_id', '=', 'first.id')
          .where('first.state', '=', 'SETTLED')
          .where('origin', '=', 'SOURCE')
          .where('kind', 'in', [...CONCLUSIVE_KINDS])
          .whereRef('received_at', '>=', 'q.created_at')
          .offset(0)
          .as('a'),
      (join) => join.onTrue(),
    )
    .select(['q.id', 'first.id as first_id', 'first.request_id', 'first.verification_id'])
    .select(['a.id as answer_id', 'a.kind', 'a.received_at'])
    .where(sql<boolean>`q.id = ANY(${questionIds}::uuid[])`)
    .where('first.answered_as', 'is', null)
    .where('v.state', '<>', 'CANCELLED')
    .where((eb) => eb.or([eb('a.id', 'is not', null), isInFlight(now)]))
    .orderBy(sql`a.received_at DESC NULLS LAST, first.asked_at, first.id`)
    .execute();
  return rows.map((row) => ({
    questionId: row.id,
    first: { id: row.first_id, requestId: row.request_id, verificationId: row.verification_id },
    answer:
      row.answer_id === null || row.received_at === null
        ? null
        : { id: row.answer_id, kind: conclusiveSchema.parse(row.kind), receivedAt: row.received_at },
  }));
}

/** Asked and not given up, for the same purpose. */
function isInFlight(now: Date) {
  return sql<boolean>`(first.state = 'ASKED' AND first.purpose = q.purpose AND first.due_at > ${now}
    AND (first.sent_at IS NOT NULL OR first.claimed_until > ${now}))`;
}

/** A planned question with the newest conclusive answer to an identical one. */
export type Answered = { readonly question: Question; readonly first: First; readonly answer: ConclusiveAnswer };

/** The planned questions of these checks to these sources to which an identical one was answered, each once. */
export async function findAnswered(
  trx: Database,
  verificationIds: readonly string[],
  sourceIds: readonly string[],
): Promise<readonly Answered[]> {
  const rows = await identicalQuestions(trx)
    .innerJoin('answer as a', 'a.question_id', 'first.id')
    .innerJoin('verification as v', 'v.id', 'first.verification_id')
    .selectAll('q')
    .distinctOn('q.id')
    .select([
      'first.id as first_id',
      'first.request_id as first_request_id',
      'first.verification_id as asked_in',
      'a.id as answer_id',
      'a.kind',
      'a.received_at',
    ])
    .where(sql<boolean>`q.verification_id = ANY(${verificationIds}::uuid[])`)
    .where('q.state', '=', 'PLANNED')
    .where('q.source_id', 'in', sourceIds)
    .where('a.origin', '=', 'SOURCE')
    .where('a.kind', 'in', [...CONCLUSIVE_KINDS])
    .where('v.state', '<>', 'CANCELLED')
    .orderBy('q.id')
    .orderBy('a.received_at', 'desc')
    .execute();
  return rows.map(({ first_id, first_request_id, asked_in, answer_id, kind, received_at, ...row }) => ({
    question: toQuestion(row),
    first: { id: first_id, requestId: first_request_id, verificationId: asked_in },
    answer: { id: answer_id, kind: conclusiveSchema.parse(kind), receivedAt: received_at },
  }));
}

/**
 * Pairs of questions `q` and `first` to one body about one person as of one day, whichever checks ask them. An answer with
 * the amount also answers any question about a line. An answer about one line does not answer a question about the
 * amount, or about another line.
 *
 * `OFFSET 0` holds the planner to looking for each `q` by the index of who is asked about: where it knows little of the
 * table it would read through all questions of the city instead.
 */
function identicalQuestions(trx: Database) {
  return trx.selectFrom('question as q').innerJoinLateral(
    (eb) =>
      eb
        .selectFrom('question as other')
        .selectAll('other')
        .whereRef('other.person_id', '=', 'q.person_id')
        .whereRef('other.source_id', '=', 'q.source_id')
        .whereRef('other.institution', '=', 'q.institution')
        .whereRef('other.base_date', '=', 'q.base_date')
        .whereRef('other.id', '<>', 'q.id')
        .where(sql<boolean>`(other.form = 'FULL' OR (q.form = 'LINE' AND other.line_fen = q.line_fen))`)
        .offset(0)
        .as('first'),
    (join) => join.onTrue(),
  );
}
