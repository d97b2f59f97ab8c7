import { sql } from 'kysely';
import { z } from 'zod';
import type { HouseholdVersion } from '../household/member.ts';
import type { Database } from '../platform/database.ts';
import type { Askable } from './judge-question.ts';

/** A question with the identical one with which it goes. */
export type Shared = Askable & { readonly first: { readonly id: string; readonly requestId: string } };

/** A question with the fresh answer to an identical one that is its own too. */
export type Reused = Shared & { readonly answer: ConclusiveAnswer };

/** An answer on which an indicator may rest; anything less is asked again. */
export type ConclusiveAnswer = { readonly id: string; readonly kind: z.infer<typeof conclusiveSchema> };
export const conclusiveSchema = z.enum(['HIT', 'NO_RECORD']);

/** Letters whose numbers one question carries: a department's field for them is not endless. */
export const MOST_LETTERS = 4;

/**
 * Pairs of questions `q` and `first` to one body about one person as of one day, whichever checks ask them. Who tells the
 * amount has told on which side of a line it is; who was asked about one line has said nothing of the amount, or of
 * another line.
 *
 * `OFFSET 0` holds the planner to looking for each `q` by the index of who is asked about: where it knows little of the
 * table it would read through all questions of the city instead.
 */
export function identicalQuestions(trx: Database) {
  return trx.selectFrom('question as q').innerJoinLateral(
    (eb) =>
      eb
        .selectFrom('question as other')
        .selectAll('other')
        .whereRef('other.person_id', '=', 'q.person_id')
        .whereRef('other.source_id', '=', 'q.source_id')
        .whereRef('other.institution', '=', 'q.institution')
        .whereRef('other.base_date', '=', 'q.base_date')
        .whereRef('other.id', '<>', 'q.id')
        .where(sql<boolean>`(other.form = 'FULL' OR (q.form = 'LINE' AND other.line_fen = q.line_fen))`)
        .offset(0)
        .as('first'),
    (join) => join.onTrue(),
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

/** Commits that questions wait for the answers to others, each under its own letter; they count as sent, so that nobody sends them. */
export async function commitJoined(trx: Database, joined: readonly Shared[], now: Date): Promise<void> {
  if (joined.length === 0) return;
  await trx
    .updateTable('question')
    .from(sharing(joined).as('sharing'))
    .set((eb) => ({
      state: 'ASKED',
      asked_at: now,
      sent_at: now,
      claimed_until: null,
      last_fault: null,
      shared: 'JOINED',
      answered_as: eb.ref('sharing.first_id'),
      letter_id: eb.ref('sharing.letter_id'),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'sharing.id')
    .execute();
}

/** Commits that questions are settled with the fresh answers to others, each under its own letter. */
export async function commitReused(trx: Database, reused: readonly Reused[]): Promise<void> {
  if (reused.length === 0) return;
  await trx
    .updateTable('question')
    .from(sharing(reused).as('sharing'))
    .set((eb) => ({
      state: 'SETTLED',
      claimed_until: null,
      last_fault: null,
      shared: 'REUSED',
      answered_as: eb.ref('sharing.first_id'),
      taken_answer: eb.ref('sharing.answer_id'),
      letter_id: eb.ref('sharing.letter_id'),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'sharing.id')
    .execute();
}

/**
 * The numbers of the letters under which others wait with these questions, by question: those that hold now, in the
 * order in which they joined.
 */
export async function lettersWaiting(
  trx: Database,
  firstIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (firstIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('question as q')
    .innerJoin('letter as l', 'l.id', 'q.letter_id')
    .leftJoin('letter_grant as g', (join) =>
      join.onRef('g.letter_id', '=', 'l.id').onRef('g.person_id', '=', 'q.person_id'),
    )
    .select([sql<string>`q.answered_as`.as('first_id'), 'l.letter_number'])
    .where(sql<boolean>`q.answered_as = ANY(${firstIds}::uuid[])`)
    .where('q.taken_answer', 'is', null)
    .where('q.open', '=', true)
    .where((eb) => eb.or([eb('l.ended_at', 'is', null), eb('l.ended_at', '>', now)]))
    .where((eb) => eb.or([eb('g.withdrawn_at', 'is', null), eb('g.withdrawn_at', '>', now)]))
    .orderBy(sql`q.asked_at, l.letter_number`)
    .execute();
  const byFirst = Map.groupBy(rows, (row) => row.first_id);
  return new Map([...byFirst].map(([id, group]) => [id, group.map((row) => row.letter_number)]));
}

function sharing(shared: readonly (Shared & { readonly answer?: ConclusiveAnswer })[]) {
  return sql<{ id: string; first_id: string; answer_id: string | null; letter_id: string }>`(
    SELECT * FROM unnest(
      ${shared.map(({ candidate }) => candidate.id)}::uuid[],
      ${shared.map(({ first }) => first.id)}::uuid[],
      ${shared.map(({ answer }) => answer?.id ?? null)}::uuid[],
      ${shared.map(({ letter }) => letter.id)}::uuid[]
    ) AS shared (id, first_id, answer_id, letter_id))`;
}
