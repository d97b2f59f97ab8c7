import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { judgeQuestion, readChecksAtHand } from './judge-question.ts';
import type { Candidate } from './judge-question.ts';
import { readHouseholdsOf } from './households.ts';
import { commitShared, identicalQuestions, knowsAs } from './identical-questions.ts';
import type { Shared } from './identical-questions.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';
import type { Verification } from './verification.ts';

/** An answer on which an indicator may rest; anything less is asked again. */
const conclusiveSchema = z.enum(['HIT', 'NO_RECORD']);

/** A question and the answered one whose fresh answer is its own too. */
type Reuse = Shared & { readonly kind: z.infer<typeof conclusiveSchema> };

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
): Promise<void> {
  const pairs = await findFresh(services, trx, checks);
  if (pairs.length === 0) return;
  const reuses = await judge(services, trx, checks, pairs);
  if (reuses.length === 0) return;
  const now = services.clock.now();
  await commitShared(trx, reuses, 'REUSED', now);
  await logProgressInTrx(
    trx,
    now,
    reuses.map(({ candidate, kind }) => progressOf(candidate, 'REUSED', kind)),
  );
  await recordLooksBy(
    trx,
    services.clock,
    reuses.map(({ candidate, check, letter, first, kind }) =>
      lookOf(actor, check.verification, candidate, {
        act: 'REUSE_ANSWER',
        requestId: first.requestId,
        letterNumber: letter.letterNumber,
        fieldKinds: ['SHARED_ANSWER'],
        outcome: kind,
      }),
    ),
  );
}

type Pair = {
  readonly question: Candidate;
  readonly first: { readonly id: string; readonly requestId: string; readonly verificationId: string };
  readonly kind: z.infer<typeof conclusiveSchema>;
};

/** For each planned question the newest conclusive answer to an identical one that is still fresh by its source's terms. */
async function findFresh(
  { sources, clock }: VerificationServices,
  trx: Database,
  checks: readonly Verification[],
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
  const now = clock.now().getTime();
  const terms = new Map(sources.map(({ id, reuse }) => [id, reuse]));
  return rows.flatMap((row): Pair[] => {
    const { first_id, first_request_id, asked_in, kind, received_at, ...question } = row;
    const reuse = terms.get(question.source_id);
    if (reuse === undefined || !reuse.purposes.includes(question.purpose)) return [];
    if (now - received_at.getTime() > reuse.withinHours * 3_600_000) return [];
    const first = { id: first_id, requestId: first_request_id, verificationId: asked_in };
    return [{ question, first, kind: conclusiveSchema.parse(kind) }];
  });
}

/** Holds each against the letters as they stand, and against the name under which the other was asked. */
async function judge(
  services: VerificationServices,
  trx: Database,
  checks: readonly Verification[],
  pairs: readonly Pair[],
): Promise<readonly Reuse[]> {
  const now = services.clock.now();
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const atHand = await readChecksAtHand(services, trx, checks);
  const asked = await readVerifications(trx, [...new Set(pairs.map(({ first }) => first.verificationId))]);
  const households = await readHouseholdsOf(services, trx, asked);
  return pairs.flatMap(({ question, first, kind }): Reuse[] => {
    const check = atHand.checks.get(question.verification_id);
    const source = sources.get(question.source_id);
    if (check === undefined || source === undefined) return [];
    const judged = judgeQuestion(services, source, question, check, now);
    const isSame = knowsAs(households.get(first.verificationId), judged.member);
    return judged.verdict === 'ASK' && isSame ? [{ ...judged, first, kind }] : [];
  });
}
