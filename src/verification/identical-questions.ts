import { sql } from 'kysely';
import type { HouseholdVersion } from '../household/member.ts';
import type { Database } from '../platform/database.ts';
import type { Askable } from './judge-question.ts';

/** A question with the identical one whose answer is its own too. */
export type Shared = Askable & { readonly first: { readonly id: string; readonly requestId: string } };

/** Pairs of questions `q` and `first` to one body about one person as of one day, whichever checks ask them. */
export function identicalQuestions(trx: Database) {
  return trx
    .selectFrom('question as q')
    .innerJoin('question as first', (join) =>
      join
        .onRef('first.person_id', '=', 'q.person_id')
        .onRef('first.source_id', '=', 'q.source_id')
        .onRef('first.institution', '=', 'q.institution')
        .onRef('first.base_date', '=', 'q.base_date')
        .onRef('first.id', '<>', 'q.id'),
    );
}

/**
 * Whether a household knows a person under this name. A department matches number and name, so an answer about another
 * name is no answer about this one.
 */
export function knowsAs(
  household: HouseholdVersion | undefined,
  { personId, name }: { readonly personId: string; readonly name: string },
): boolean {
  return household?.members.some((one) => one.personId === personId && one.name === name) ?? false;
}

/**
 * Commits that questions share the answers of others, each under its own letter: `REUSED` ones are settled with it,
 * `JOINED` ones wait for it, and count as sent, so that nobody sends them.
 */
export async function commitShared(
  trx: Database,
  shared: readonly Shared[],
  how: 'REUSED' | 'JOINED',
  now: Date,
): Promise<void> {
  if (shared.length === 0) return;
  const firstOf = sql<{ id: string; first_id: string; letter_id: string }>`(
    SELECT * FROM unnest(
      ${shared.map(({ candidate }) => candidate.id)}::uuid[],
      ${shared.map(({ first }) => first.id)}::uuid[],
      ${shared.map(({ letter }) => letter.id)}::uuid[]
    ) AS shared (id, first_id, letter_id))`;
  const joined = { state: 'ASKED', asked_at: now, sent_at: now, claimed_until: null, last_fault: null };
  await trx
    .updateTable('question')
    .from(firstOf.as('sharing'))
    .set((eb) => ({
      ...(how === 'JOINED' ? joined : { state: 'SETTLED' }),
      shared: how,
      answered_as: eb.ref('sharing.first_id'),
      letter_id: eb.ref('sharing.letter_id'),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'sharing.id')
    .execute();
}
