import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { readHouseholdsOf } from './households.ts';
import { identicalQuestions, knowsAs } from './identical-questions.ts';
import type { Shared } from './identical-questions.ts';
import type { Askable } from './judge-question.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';

/** Letters whose numbers one question carries: a department's field for them is not endless. */
const MOST_LETTERS = 4;

/** What becomes of questions that could leave: each leaves, or shares the answer of an identical one. */
export type Sharing = {
  readonly leave: readonly Askable[];
  /** Those that wait with an identical one for one answer. */
  readonly join: readonly Shared[];
};

/**
 * Finds for each question an identical one that is in flight: the same source, body, person, name, day and purpose. It
 * may be another check's, or another of these. Asked once is asked for both, each under its own letter.
 */
export async function shareQuestions(
  services: VerificationServices,
  trx: Database,
  askable: readonly Askable[],
  now: Date,
): Promise<Sharing> {
  const inFlight = await findInFlight(services, trx, askable, now);
  const leave: Askable[] = [];
  const leading = new Map<string, { readonly first: Shared['first']; letters: number }>();
  const join: Shared[] = [];
  for (const one of askable) {
    const first = inFlight.get(one.candidate.id);
    const here = leading.get(keyOf(one));
    if (first !== undefined) join.push({ ...one, first });
    else if (here !== undefined && here.letters < MOST_LETTERS) {
      here.letters += 1;
      join.push({ ...one, first: here.first });
    } else {
      const { id, request_id: requestId } = one.candidate;
      leading.set(keyOf(one), { first: { id, requestId }, letters: 1 });
      leave.push(one);
    }
  }
  return { leave, join };
}

function keyOf({ candidate, member }: Askable): string {
  const { source_id: source, institution, base_date: day, purpose } = candidate;
  return JSON.stringify([member.personId, member.name, source, institution, day, purpose]);
}

async function findInFlight(
  services: VerificationServices,
  trx: Database,
  askable: readonly Askable[],
  now: Date,
): Promise<ReadonlyMap<string, Shared['first']>> {
  // A question that has been sent before has its request id at the department: it goes on by itself.
  const fresh = askable.filter(({ candidate }) => candidate.attempts === 0);
  if (fresh.length === 0) return new Map();
  const rows = await identicalQuestions(trx)
    .whereRef('first.purpose', '=', 'q.purpose')
    .select(['q.id', 'first.id as first_id', 'first.request_id', 'first.verification_id'])
    .where(sql<boolean>`q.id = ANY(${fresh.map(({ candidate }) => candidate.id)}::uuid[])`)
    .where('first.answered_as', 'is', null)
    .where(isInFlight(now))
    .orderBy('first.asked_at', 'desc')
    .execute();
  if (rows.length === 0) return new Map();
  const others = await readVerifications(trx, [...new Set(rows.map((row) => row.verification_id))]);
  const households = await readHouseholdsOf(services, trx, others);
  const members = new Map(fresh.map(({ candidate, member }) => [candidate.id, member]));
  return new Map(
    rows
      .filter((row) => {
        const member = members.get(row.id);
        return member !== undefined && knowsAs(households.get(row.verification_id), member);
      })
      .map((row) => [row.id, { id: row.first_id, requestId: row.request_id }]),
  );
}

/** Asked and not given up, or answered while the other question was on its way here. */
function isInFlight(now: Date) {
  return sql<boolean>`
    CASE first.state
      WHEN 'ASKED' THEN first.due_at > ${now} AND (first.sent_at IS NOT NULL OR first.claimed_until > ${now})
      WHEN 'SETTLED' THEN EXISTS (
        SELECT FROM answer a JOIN verification v ON v.id = first.verification_id
        WHERE a.question_id = first.id AND a.origin = 'SOURCE' AND a.received_at >= q.created_at
          AND v.state <> 'CANCELLED')
      ELSE false
    END`;
}
