import { sql } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { judgeQuestion, readChecksAtHand } from './judge-question.ts';
import type { Candidate } from './judge-question.ts';
import { readHouseholdsOf } from './households.ts';
import { commitReused, conclusiveSchema, identicalQuestions, knowsAs } from './identical-questions.ts';
import type { ConclusiveAnswer, Reused } from './identical-questions.ts';
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
  await commitReused(trx, reused);
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

type Pair = {
  readonly question: Candidate;
  readonly first: { readonly id: string; readonly requestId: string; readonly verificationId: string };
  readonly answer: ConclusiveAnswer;
};

/** For each planned question the newest conclusive answer to an identical one that is still fresh by its source's terms. */
async function findFresh(
  { sources }: VerificationServices,
  trx: Database,
  checks: readonly Verification[],
  now: Date,
): Promise<readonly Pair[]> {
  const purposes: ReadonlySet<string> = new Set(checks.map(({ purpose }) => purpose));
  const allowing = sources.filter(
    ({ reuse }) => reuse.withinHours > 0 && reuse.purposes.some((one) => purposes.has(one)),
  );
  if (allowing.length === 0) return [];
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
    .where(sql<boolean>`q.verification_id = ANY(${checks.map(({ id }) => id)}::uuid[])`)
    .where('q.state', '=', 'PLANNED')
    .where(
      'q.source_id',
      'in',
      allowing.map(({ id }) => id),
    )
    .where('a.origin', '=', 'SOURCE')
    .where('a.kind', 'in', [...CONCLUSIVE_KINDS])
    .where('v.state', '<>', 'CANCELLED')
    .orderBy('q.id')
    .orderBy('a.received_at', 'desc')
    .execute();
  const byId = new Map(sources.map((source) => [source.id, source]));
  return rows.flatMap((row): Pair[] => {
    const { first_id, first_request_id, asked_in, answer_id, kind, received_at, ...question } = row;
    const source = byId.get(question.source_id);
    if (source === undefined || !servesAgain(source, question.purpose, received_at, now)) return [];
    const first = { id: first_id, requestId: first_request_id, verificationId: asked_in };
    return [{ question, first, answer: { id: answer_id, kind: conclusiveSchema.parse(kind) } }];
  });
}

/** Holds each against the letters as they stand, and against the name under which the other was asked. */
async function judge(
  services: VerificationServices,
  trx: Database,
  checks: readonly Verification[],
  pairs: readonly Pair[],
  now: Date,
): Promise<readonly Reused[]> {
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const atHand = await readChecksAtHand(services, trx, checks);
  const asked = await readVerifications(trx, [...new Set(pairs.map(({ first }) => first.verificationId))]);
  const households = await readHouseholdsOf(services, trx, asked);
  return pairs.flatMap(({ question, first, answer }): Reused[] => {
    const check = atHand.checks.get(question.verification_id);
    const source = sources.get(question.source_id);
    if (check === undefined || source === undefined) return [];
    const judged = judgeQuestion(services, source, question, check, now);
    const isSame = knowsAs(households.get(first.verificationId), judged.member);
    return judged.verdict === 'ASK' && isSame ? [{ ...judged, first, answer }] : [];
  });
}
