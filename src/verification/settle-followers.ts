import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import type { QuestionTable } from '../platform/tables.ts';
import { promiseInTrx, WEIGH_LATE } from './check-queue.ts';
import { withoutLetterNow } from './erase-unread.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import { stillOpen } from './settle-questions.ts';
import type { VerificationServices } from './services.ts';
import { lockVerificationsInTrx } from './store.ts';
import type { Verification } from './verification.ts';

const kindSchema = z.enum(ANSWER_KINDS);
const MOST_AT_ONCE = 500;

/** What came of questions that waited with another. */
export type Followed = {
  readonly moved: readonly string[];
  /** Those that are owed nothing more and are not concluded. */
  readonly complete: readonly string[];
  /** Checks whose questions have to be asked by themselves: the other was never answered. */
  readonly released: readonly string[];
};

const NOTHING: Followed = { moved: [], complete: [], released: [] };

/**
 * Settles questions that waited for the answer to an identical one, once that one is settled: with its answer, or, where
 * nobody answered it or its check was called off, by letting them be asked themselves. One that was given up meanwhile
 * takes a late answer, which weighs into its report. Safe to run at any time and again: it acts on what the tables say.
 *
 * @param firstIds the questions that were settled; `null` looks for all that anybody still waits with.
 */
export async function settleFollowers(
  services: VerificationServices,
  actor: Actor,
  firstIds: readonly string[] | null,
): Promise<Followed> {
  const { db } = services;
  const now = services.clock.now();
  const waiting = await readFollowers(db, firstIds, now);
  if (waiting.length === 0) return NOTHING;
  return db.transaction().execute(async (trx) => {
    const ids = [...new Set(waiting.map(({ question }) => question.verification_id))];
    const locked = await lockVerificationsInTrx(trx, ids);
    const verifications = new Map(locked.map((verification) => [verification.id, verification]));
    const followers = (await readFollowers(trx, firstIds, now)).flatMap((follower): Follower[] => {
      const verification = verifications.get(follower.question.verification_id);
      return verification === undefined ? [] : [{ ...follower, verification }];
    });
    const ended = await withoutLetterNow(trx, idsOf(followers), now);
    const answered = followers.flatMap((one) =>
      one.answer !== null && !ended.has(one.question.id) ? [{ ...one, answer: one.answer }] : [],
    );
    const unanswered = followers.filter(({ answer, question }) => answer === null || ended.has(question.id));
    await takeAnswerOfFirst(trx, actor, answered, now);
    const released = unanswered.filter(({ late }) => !late);
    // Whose own letter ended meanwhile goes back in line, where the letters are looked at again.
    await release(trx, released);
    await untie(
      trx,
      unanswered.filter(({ late }) => late),
    );
    const moved = [...new Set([...answered, ...released].map(({ question }) => question.verification_id))];
    const open = await stillOpen(trx, moved);
    return {
      moved,
      complete: moved.filter((id) => !open.has(id) && verifications.get(id)?.state === 'ASKING'),
      released: [...new Set(released.map(({ question }) => question.verification_id))],
    };
  });
}

type Waiting = {
  readonly question: Selectable<QuestionTable>;
  readonly requestId: string;
  /** It was given up before the other was answered. */
  readonly late: boolean;
  /** What the source said; `null` where nothing was said that this check may have. */
  readonly answer: { readonly id: string; readonly kind: AnswerKind } | null;
};
type Follower = Waiting & { readonly verification: Verification };

/** Questions for which something follows from the end of the one that they wait with. */
async function readFollowers(db: Database, firstIds: readonly string[] | null, now: Date): Promise<readonly Waiting[]> {
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
        // What was called off is kept sealed and unread.
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
        // Without an answer it is asked by itself while there is time for it; else it stays tied, for a late one.
        eb.and([eb('q.open', '=', true), eb('q.due_at', '>', now)]),
      ]),
    )
    .$if(firstIds !== null, (query) => query.where('q.answered_as', 'in', firstIds ?? []))
    .orderBy('q.id')
    .limit(MOST_AT_ONCE)
    .execute();
  return rows.map(({ first_request_id: requestId, answer_id: answerId, kind, ...question }) => ({
    question,
    requestId,
    late: question.state === 'SETTLED',
    answer: answerId === null ? null : { id: answerId, kind: kindSchema.parse(kind) },
  }));
}

async function takeAnswerOfFirst(
  trx: Database,
  actor: Actor,
  answered: readonly (Follower & { readonly answer: NonNullable<Follower['answer']> })[],
  now: Date,
): Promise<void> {
  if (answered.length === 0) return;
  const taken = sql<{ id: string; answer_id: string }>`(
    SELECT * FROM unnest(
      ${idsOf(answered)}::uuid[],
      ${answered.map(({ answer }) => answer.id)}::uuid[]
    ) AS taken (id, answer_id))`;
  await trx
    .updateTable('question')
    .from(taken.as('taken'))
    .set((eb) => ({
      state: 'SETTLED',
      taken_answer: eb.ref('taken.answer_id'),
      claimed_until: null,
      last_fault: null,
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'taken.id')
    .execute();
  await logProgressInTrx(
    trx,
    now,
    answered.map(({ question, late, answer }) => progressOf(question, late ? 'LATE_ANSWER' : 'ANSWERED', answer.kind)),
  );
  await recordLooksBy(
    trx,
    now,
    answered.map(({ question, verification, requestId, answer }) =>
      lookOf(actor, verification, question, {
        act: 'TAKE_ANSWER',
        requestId,
        fieldKinds: ['SHARED_ANSWER'],
        outcome: answer.kind,
      }),
    ),
  );
  const incomplete = answered.filter(({ verification }) => verification.state === 'ISSUED_INCOMPLETE');
  await promiseInTrx(trx, WEIGH_LATE, [...new Set(incomplete.map(({ verification }) => verification.id))], now);
}

async function release(trx: Database, released: readonly Follower[]): Promise<void> {
  if (released.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({
      state: 'PLANNED',
      answered_as: null,
      shared: null,
      letter_id: null,
      asked_at: null,
      sent_at: null,
      claimed_until: null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', idsOf(released))
    .execute();
}

/** Given up, and its letter has ended since: the late answer to the other is none of its own. */
async function untie(trx: Database, ended: readonly Follower[]): Promise<void> {
  if (ended.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({ answered_as: null, shared: null, version: eb('version', '+', 1) }))
    .where('id', 'in', idsOf(ended))
    .execute();
}

function idsOf(followers: readonly Waiting[]): string[] {
  return followers.map(({ question }) => question.id);
}
