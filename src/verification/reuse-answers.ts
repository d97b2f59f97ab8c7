import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { judgeQuestion, readChecksAtHand } from './judge-question.ts';
import type { Candidate } from './judge-question.ts';
import { readHouseholdsOf } from './households.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';
import type { Askable } from './twin-questions.ts';
import type { Verification } from './verification.ts';

/** An answer on which an indicator may rest; anything less is asked again. */
const conclusiveSchema = z.enum(['HIT', 'NO_RECORD']);

/** A question and the answered one whose fresh answer is its own too. */
type Reuse = Askable & {
  readonly first: { readonly id: string; readonly requestId: string };
  readonly kind: z.infer<typeof conclusiveSchema>;
};

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
  const firstOf = sql<{ id: string; first_id: string; letter_id: string }>`(
    SELECT * FROM unnest(
      ${reuses.map(({ candidate }) => candidate.id)}::uuid[],
      ${reuses.map(({ first }) => first.id)}::uuid[],
      ${reuses.map(({ letter }) => letter.id)}::uuid[]
    ) AS reused (id, first_id, letter_id))`;
  await trx
    .updateTable('question')
    .from(firstOf.as('reused'))
    .set((eb) => ({
      state: 'SETTLED',
      shared: 'REUSED',
      answered_as: eb.ref('reused.first_id'),
      letter_id: eb.ref('reused.letter_id'),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'reused.id')
    .execute();
  await logProgressInTrx(
    trx,
    now,
    reuses.map(({ candidate, kind }) => ({
      verificationId: candidate.verification_id,
      event: 'REUSED',
      sourceId: candidate.source_id,
      institution: candidate.institution === '' ? null : candidate.institution,
      questionId: candidate.id,
      kind,
    })),
  );
  await recordLooksBy(
    trx,
    services.clock,
    reuses.map(({ candidate, check, letter, first, kind }) => ({
      actor: { ...actor, checkId: check.verification.checkId, division: check.verification.division },
      entry: {
        act: 'REUSE_ANSWER',
        purpose: candidate.purpose,
        applicationId: check.verification.applicationId,
        verificationId: check.verification.id,
        personId: candidate.person_id,
        sourceId: candidate.source_id,
        ...(candidate.institution === '' ? {} : { institution: candidate.institution }),
        requestId: first.requestId,
        letterNumber: letter.letterNumber,
        fieldKinds: ['SHARED_ANSWER'],
        outcome: kind,
        division: check.verification.division,
      },
    })),
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
  const rows = await trx
    .selectFrom('question as q')
    .innerJoin('question as first', (join) =>
      join
        .onRef('first.person_id', '=', 'q.person_id')
        .onRef('first.source_id', '=', 'q.source_id')
        .onRef('first.institution', '=', 'q.institution')
        .onRef('first.base_date', '=', 'q.base_date')
        .onRef('first.id', '<>', 'q.id'),
    )
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
    const there = households.get(first.verificationId)?.members ?? [];
    const isSame = there.some(({ personId, name }) => personId === question.person_id && name === judged.member.name);
    return judged.verdict === 'ASK' && isSame ? [{ ...judged, first, kind }] : [];
  });
}
