import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { reuseInTrx } from '../question/follow.ts';
import { findAnswered } from '../question/identical.ts';
import type { Answered } from '../question/identical.ts';
import { judgeQuestion, readChecksAtHandInTrx } from './judge-question.ts';
import { readHouseholdsOf } from './households.ts';
import { followOf, knowsAs } from './identical-questions.ts';
import type { Reused } from './identical-questions.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import type { VerificationServices } from './services.ts';
import { servesAgain } from './serves-again.ts';
import { readVerifications } from './store.ts';
import type { Verification } from './verification.ts';

/**
 * Gives questions of checks that were just planned the answers that their sources gave a short while ago to identical
 * ones, instead of asking again: for as long and for the purposes that the source's terms allow, under a letter of this
 * case that covers the question now. In the caller's transaction, under the checks' locks.
 */
export async function reuseFreshInTrx(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  checks: readonly Verification[],
  at: Date,
): Promise<void> {
  const pairs = await findFresh(services, trx, checks, at);
  if (pairs.length === 0) return;
  await giveAgainInTrx(trx, actor, await judge(services, trx, checks, pairs, at), at);
}

/** Settles questions with fresh answers to identical ones, with their traces; they were judged in this transaction. */
export async function giveAgainInTrx(trx: Database, actor: Actor, reused: readonly Reused[], at: Date): Promise<void> {
  if (reused.length === 0) return;
  await reuseInTrx(
    trx,
    reused.map((one) => ({ ...followOf(one), answerId: one.answer.id })),
  );
  await logProgressInTrx(
    trx,
    at,
    reused.map(({ candidate, answer }) => progressOf(candidate, 'REUSED', answer.kind)),
  );
  await recordLooksBy(
    trx,
    at,
    reused.map(({ candidate, check, letter, first, answer }) =>
      lookOf(actor, check.verification, candidate, {
        act: 'REUSE_ANSWER',
        requestId: first.requestId,
        letterNumber: letter.letterNumber,
        fieldKinds: ['SHARED_ANSWER'],
        outcome: answer.kind,
      }),
    ),
  );
}

/** For each planned question the newest conclusive answer to an identical one that is still fresh by its source's terms. */
async function findFresh(
  { sources }: VerificationServices,
  trx: Database,
  checks: readonly Verification[],
  now: Date,
): Promise<readonly Answered[]> {
  const purposes: ReadonlySet<string> = new Set(checks.map(({ purpose }) => purpose));
  const allowing = sources.filter(
    ({ reuse }) => reuse.withinHours > 0 && reuse.purposes.some((one) => purposes.has(one)),
  );
  if (allowing.length === 0) return [];
  const found = await findAnswered(
    trx,
    checks.map(({ id }) => id),
    allowing.map(({ id }) => id),
  );
  const byId = new Map(sources.map((source) => [source.id, source]));
  return found.filter(({ question, answer }) => {
    const source = byId.get(question.sourceId);
    return source !== undefined && servesAgain(source, question.purpose, answer.receivedAt, now);
  });
}

/** Compares each with the current letters, and with the name under which the other question was asked. */
async function judge(
  services: VerificationServices,
  trx: Database,
  checks: readonly Verification[],
  pairs: readonly Answered[],
  now: Date,
): Promise<readonly Reused[]> {
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const atHand = await readChecksAtHandInTrx(services, trx, checks);
  const asked = await readVerifications(trx, [...new Set(pairs.map(({ first }) => first.verificationId))]);
  const households = await readHouseholdsOf(services, trx, asked);
  return pairs.flatMap(({ question, first, answer }): Reused[] => {
    const check = atHand.checks.get(question.verificationId);
    const source = sources.get(question.sourceId);
    if (check === undefined || source === undefined) return [];
    const judged = judgeQuestion(services, source, question, check, now);
    const isSame = knowsAs(households.get(first.verificationId), judged.member);
    return judged.verdict === 'ASK' && isSame ? [{ ...judged, first, answer }] : [];
  });
}
