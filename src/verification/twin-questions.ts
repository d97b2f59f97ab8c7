import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import { readHouseholdsOf } from './households.ts';
import { conclusiveSchema, identicalQuestions, knowsAs, MOST_LETTERS } from './identical-questions.ts';
import type { ConclusiveAnswer, Reused, Shared } from './identical-questions.ts';
import type { Askable } from './judge-question.ts';
import { servesAgain } from './serves-again.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';

/** What becomes of questions that could leave: each leaves, or shares the answer of an identical one. */
export type Sharing = {
  readonly leave: readonly Askable[];
  /** Those that wait with an identical one for one answer. */
  readonly join: readonly Shared[];
  /** Those whose source answered an identical one while they were on their way here. */
  readonly reuse: readonly Reused[];
};

/**
 * Finds for each question an identical one that is in flight: the same source, body, person, name, day and purpose. It
 * may be another check's, or another of these. Asked once is asked for both, each under its own letter. One that was
 * answered since the question was planned serves by the source's terms of re-use only.
 *
 * A question that has been sent before has its request id at the department: it goes on by itself.
 */
export async function shareQuestions(
  services: VerificationServices,
  trx: Database,
  askable: readonly Askable[],
  now: Date,
): Promise<Sharing> {
  const twins = await findTwins(
    services,
    trx,
    askable.filter(({ candidate }) => candidate.attempts === 0),
    now,
  );
  const leave: Askable[] = [];
  const leading = new Map<string, { readonly first: Shared['first']; letters: number }>();
  const join: Shared[] = [];
  const reuse: Reused[] = [];
  for (const one of askable) {
    const twin = twins.get(one.candidate.id);
    const here = leading.get(keyOf(one));
    if (twin !== undefined && twin.answer !== null) reuse.push({ ...one, first: twin.first, answer: twin.answer });
    else if (twin !== undefined) join.push({ ...one, first: twin.first });
    else if (here !== undefined && here.letters < MOST_LETTERS && one.candidate.attempts === 0) {
      here.letters += 1;
      join.push({ ...one, first: here.first });
    } else {
      const { id, request_id: requestId } = one.candidate;
      leading.set(keyOf(one), { first: { id, requestId }, letters: 1 });
      leave.push(one);
    }
  }
  return { leave, join, reuse };
}

function keyOf({ candidate, member }: Askable): string {
  const { source_id: source, institution, base_date: day, purpose, line_fen: line } = candidate;
  return JSON.stringify([member.personId, member.name, source, institution, day, purpose, line]);
}

/** An identical question with the answer that it was given; `null` while it is in flight. */
type Twin = { readonly first: Shared['first']; readonly answer: ConclusiveAnswer | null };

/** By question: what was answered, the newest first, before what is in flight; of these the one asked first is answered first. */
async function findTwins(
  services: VerificationServices,
  trx: Database,
  fresh: readonly Askable[],
  now: Date,
): Promise<ReadonlyMap<string, Twin>> {
  if (fresh.length === 0) return new Map();
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
    .where(sql<boolean>`q.id = ANY(${fresh.map(({ candidate }) => candidate.id)}::uuid[])`)
    .where('first.answered_as', 'is', null)
    .where('v.state', '<>', 'CANCELLED')
    .where((eb) => eb.or([eb('a.id', 'is not', null), isInFlight(now)]))
    .orderBy(sql`a.received_at DESC NULLS LAST, first.asked_at, first.id`)
    .execute();
  if (rows.length === 0) return new Map();
  const others = await readVerifications(trx, [...new Set(rows.map((row) => row.verification_id))]);
  const households = await readHouseholdsOf(services, trx, others);
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const askable = new Map(fresh.map((one) => [one.candidate.id, one]));
  const twins = new Map<string, Twin>();
  for (const row of rows) {
    const one = askable.get(row.id);
    const source = sources.get(one?.candidate.source_id ?? '');
    if (one === undefined || source === undefined || twins.has(row.id)) continue;
    if (!knowsAs(households.get(row.verification_id), one.member)) continue;
    if (row.received_at !== null && !servesAgain(source, one.candidate.purpose, row.received_at, now)) continue;
    twins.set(row.id, {
      first: { id: row.first_id, requestId: row.request_id },
      answer: row.answer_id === null ? null : { id: row.answer_id, kind: conclusiveSchema.parse(row.kind) },
    });
  }
  return twins;
}

/** Asked and not given up, for the same purpose. */
function isInFlight(now: Date) {
  return sql<boolean>`(first.state = 'ASKED' AND first.purpose = q.purpose AND first.due_at > ${now}
    AND (first.sent_at IS NOT NULL OR first.claimed_until > ${now}))`;
}
