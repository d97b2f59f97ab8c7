import type { Database } from '../platform/database.ts';
import { findTwins } from '../question/identical.ts';
import type { Twin } from '../question/identical.ts';
import { readHouseholdsOf } from './households.ts';
import { knowsAs, MOST_LETTERS } from './identical-questions.ts';
import type { Reused, Shared } from './identical-questions.ts';
import type { Askable } from './judge-question.ts';
import { servesAgain } from './serves-again.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';

/** How each question that may be sent proceeds: it is sent, or it shares the answer of an identical one. */
export type Sharing = {
  readonly leave: readonly Askable[];
  /** Questions that join an identical question and wait for its answer. */
  readonly join: readonly Shared[];
  /** Questions whose source answered an identical question in the meantime. */
  readonly reuse: readonly Reused[];
};

/**
 * Finds for each question an identical one that is in flight: the same source, body, person, name, day and purpose,
 * of another verification or among these. One sent question then serves both, each under its own letter. An answer
 * that arrived after the question was planned serves only by the source's terms of reuse.
 *
 * A question that has been sent before goes on by itself, because the department knows its request id.
 */
export async function shareQuestions(
  services: VerificationServices,
  trx: Database,
  askable: readonly Askable[],
  now: Date,
): Promise<Sharing> {
  const twins = await findServingTwins(
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
      const { id, requestId } = one.candidate;
      leading.set(keyOf(one), { first: { id, requestId }, letters: 1 });
      leave.push(one);
    }
  }
  return { leave, join, reuse };
}

function keyOf({ candidate, member }: Askable): string {
  const { sourceId, institution, baseDate, purpose, lineFen } = candidate;
  return JSON.stringify([member.personId, member.name, sourceId, institution, baseDate, purpose, lineFen]);
}

/**
 * For each question its first twin whose source knows the person under the same name and that the terms of reuse
 * allow.
 */
async function findServingTwins(
  services: VerificationServices,
  trx: Database,
  fresh: readonly Askable[],
  now: Date,
): Promise<ReadonlyMap<string, Twin>> {
  if (fresh.length === 0) return new Map();
  const found = await findTwins(
    trx,
    fresh.map(({ candidate }) => candidate.id),
    now,
  );
  if (found.length === 0) return new Map();
  const others = await readVerifications(trx, [...new Set(found.map(({ first }) => first.verificationId))]);
  const households = await readHouseholdsOf(services, trx, others);
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const askable = new Map(fresh.map((one) => [one.candidate.id, one]));
  const twins = new Map<string, Twin>();
  for (const twin of found) {
    const { questionId, first, answer } = twin;
    const one = askable.get(questionId);
    const source = sources.get(one?.candidate.sourceId ?? '');
    if (one === undefined || source === undefined || twins.has(questionId)) continue;
    if (!knowsAs(households.get(first.verificationId), one.member)) continue;
    if (answer !== null && !servesAgain(source, one.candidate.purpose, answer.receivedAt, now)) continue;
    twins.set(questionId, twin);
  }
  return twins;
}
