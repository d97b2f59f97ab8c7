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

/** What came of questions that waited with another. */
export type Followed = {
  readonly moved: readonly string[];
  /** Those that are owed nothing more and are not concluded. */
  readonly complete: readonly string[];
  /** Checks whose questions have to be asked by themselves: the other was never answered. */
  readonly released: readonly string[];
};

/**
 * The checks whose questions wait with these, to be held before they are settled.
 *
 * @param firstIds the questions that were settled; `null` looks for all that anybody still waits with.
 */
export async function findFollowingChecks(
  { db, clock }: Pick<VerificationServices, 'db' | 'clock'>,
  firstIds: readonly string[] | null,
): Promise<readonly string[]> {
  const waiting = await findFollowers(db, firstIds, clock.now(), MOST_AT_ONCE);
  return [...new Set(waiting.map(({ question }) => question.verificationId))];
}

/**
 * Settles questions that waited for the answer to an identical one, once that one is settled: with its answer, or, where
 * nobody answered it or its check was called off, by letting them be asked themselves. One that was given up meanwhile
 * takes a late answer, which weighs into its report. Safe to run at any time and again: it acts on what the tables say.
 *
 * @param held the checks of {@link findFollowingChecks}, which `acting` holds; those of others are left for another time.
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
  // Whose own letter ended meanwhile goes back in line, where the letters are looked at again.
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

/** A follower with the check that asks it, which is locked. */
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
