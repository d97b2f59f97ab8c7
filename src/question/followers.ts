import { z } from 'zod';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { toQuestion } from './question.ts';
import type { Question } from './question.ts';

const kindSchema = z.enum(ANSWER_KINDS);

/** A question that joined another question, which is now settled. */
export type Follower = {
  readonly question: Question;
  /** The request id of the question that it joined. */
  readonly requestId: string;
  /** Whether it was closed before the other question was answered. */
  readonly late: boolean;
  /** The source's answer; `null` where there is none that this verification may use. */
  readonly answer: { readonly id: string; readonly kind: AnswerKind } | null;
};

/**
 * The questions that are affected by the end of the question they joined, in the order of their ids.
 *
 * @param firstIds the questions that ended; `null` finds the followers of all questions.
 */
export async function findFollowers(
  db: Database,
  firstIds: readonly string[] | null,
  now: Date,
  most: number,
): Promise<readonly Follower[]> {
  if (firstIds?.length === 0) return [];
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('verification as own', 'own.id', 'q.verification_id')
    .innerJoin('question as first', 'first.id', 'q.answered_as')
    .innerJoin('verification as v', 'v.id', 'first.verification_id')
    .leftJoin('answer as a', (join) =>
      join
        .onRef('a.question_id', '=', 'first.id')
        .on('a.origin', '=', 'SOURCE')
        // The answer to a cancelled verification stays encrypted and unread.
        .on('v.state', '<>', 'CANCELLED'),
    )
    .selectAll('q')
    .select(['first.request_id as first_request_id', 'a.id as answer_id', 'a.kind'])
    .where('q.taken_answer', 'is', null)
    .where('own.state', '<>', 'CANCELLED')
    .where('first.state', '=', 'SETTLED')
    .where((eb) =>
      eb.or([
        eb('a.id', 'is not', null),
        // Without an answer the follower is asked by itself while there is time. After that it stays joined, for a
        // late answer.
        eb.and([eb('q.open', '=', true), eb('q.due_at', '>', now)]),
      ]),
    )
    .$if(firstIds !== null, (query) => query.where('q.answered_as', 'in', firstIds ?? []))
    .orderBy('q.id')
    .limit(most)
    .execute();
  return rows.map(({ first_request_id: requestId, answer_id: answerId, kind, ...row }) => ({
    question: toQuestion(row),
    requestId,
    late: row.state === 'SETTLED',
    answer: answerId === null ? null : { id: answerId, kind: kindSchema.parse(kind) },
  }));
}

/** Whether an open question waits with a question of this verification. */
export async function isFollowed(trx: Database, verificationId: string): Promise<boolean> {
  const follower = await trx
    .selectFrom('question as first')
    .innerJoin('question as q', 'q.answered_as', 'first.id')
    .select('q.id')
    .where('first.verification_id', '=', verificationId)
    .where('q.open', '=', true)
    .limit(1)
    .executeTakeFirst();
  return follower !== undefined;
}
