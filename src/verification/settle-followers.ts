import type { Acting } from '../audit/acting.ts';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { partInTrx, takeJoinedInTrx, untieInTrx } from '../question/follow.ts';
import { findFollowers } from '../question/followers.ts';
import type { Follower } from '../question/followers.ts';
import { findWithoutLetter } from '../question/letters.ts';
import { findStillOpen } from '../question/unsettled.ts';
import { promiseInTrx, WEIGH_LATE } from './check-queue.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

const MOST_AT_ONCE = 500;

/** The result for questions that had joined another question. */
export type Followed = {
  readonly moved: readonly string[];
  /** Verifications without open questions that are not concluded. */
  readonly complete: readonly string[];
  /** Verifications whose questions must be asked by themselves, because the other question was never answered. */
  readonly released: readonly string[];
};

/**
 * The verifications whose questions joined these, to be locked before the questions are settled.
 *
 * @param firstIds the questions that were settled; `null` finds the followers of all questions.
 */
export async function findFollowingChecks(
  { db, clock }: Pick<VerificationServices, 'db' | 'clock'>,
  firstIds: readonly string[] | null,
): Promise<readonly string[]> {
  const waiting = await findFollowers(db, firstIds, clock.now(), MOST_AT_ONCE);
  return [...new Set(waiting.map(({ question }) => question.verificationId))];
}

/**
 * Settles questions that joined an identical question, once that question is settled: with its answer, or, where it
 * was not answered or its verification was cancelled, by letting them be asked themselves. A question that was
 * closed meanwhile takes the late answer, which is evaluated for its report. Safe to run at any time and repeatedly,
 * because it acts on the state of the tables.
 *
 * @param held the verifications of {@link findFollowingChecks}, which `acting` has locked; others are left for a
 * later run.
 */
export async function settleFollowersInTrx(
  { trx, actor, at }: Acting,
  firstIds: readonly string[] | null,
  held: readonly Verification[],
): Promise<Followed> {
  const verifications = new Map(held.map((verification) => [verification.id, verification]));
  const followers = (await findFollowers(trx, firstIds, at, MOST_AT_ONCE)).flatMap((follower): OfCheck[] => {
    const verification = verifications.get(follower.question.verificationId);
    return verification === undefined ? [] : [{ ...follower, verification }];
  });
  const ended = await findWithoutLetter(trx, idsOf(followers), at);
  const answered = followers.flatMap((one) =>
    one.answer !== null && !ended.has(one.question.id) ? [{ ...one, answer: one.answer }] : [],
  );
  const unanswered = followers.filter(({ answer, question }) => answer === null || ended.has(question.id));
  await takeAnswerOfFirst(trx, actor, answered, at);
  const released = unanswered.filter(({ late }) => !late);
  // A follower whose own letter ended meanwhile is queued again; its letters are compared when it is next claimed.
  await partInTrx(trx, idsOf(released));
  await untieInTrx(trx, idsOf(unanswered.filter(({ late }) => late)));
  const moved = [...new Set([...answered, ...released].map(({ question }) => question.verificationId))];
  const open = await findStillOpen(trx, moved);
  return {
    moved,
    complete: moved.filter((id) => !open.has(id) && verifications.get(id)?.state === 'ASKING'),
    released: [...new Set(released.map(({ question }) => question.verificationId))],
  };
}

/** A follower with its verification, which is locked. */
type OfCheck = Follower & { readonly verification: Verification };

async function takeAnswerOfFirst(
  trx: Database,
  actor: Actor,
  answered: readonly (OfCheck & { readonly answer: NonNullable<Follower['answer']> })[],
  now: Date,
): Promise<void> {
  if (answered.length === 0) return;
  await takeJoinedInTrx(
    trx,
    answered.map(({ question, answer }) => ({ id: question.id, answerId: answer.id })),
  );
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

function idsOf(followers: readonly Follower[]): string[] {
  return followers.map(({ question }) => question.id);
}
