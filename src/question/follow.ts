import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { assertAllMoved } from './moved.ts';
import { TRANSITIONS } from './state.ts';

/** A question with the identical one that it follows, under the letter of its own case. */
export type Follow = { readonly id: string; readonly firstId: string; readonly letterId: string };

/** Questions wait for the answers to others; they count as sent, so that nobody sends them. */
export async function joinInTrx(trx: Database, joined: readonly Follow[], now: Date): Promise<void> {
  if (joined.length === 0) return;
  const moved = await trx
    .updateTable('question')
    .from(following(joined).as('following'))
    .set((eb) => ({
      state: TRANSITIONS.JOIN.to,
      asked_at: now,
      sent_at: now,
      claimed_until: null,
      last_fault: null,
      shared: 'JOINED',
      answered_as: eb.ref('following.first_id'),
      letter_id: eb.ref('following.letter_id'),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'following.id')
    .where('question.state', 'in', TRANSITIONS.JOIN.from)
    .executeTakeFirst();
  assertAllMoved('JOIN', joined.length, moved);
}

/** Settles questions with the fresh answers to others. */
export async function reuseInTrx(
  trx: Database,
  reused: readonly (Follow & { readonly answerId: string })[],
): Promise<void> {
  if (reused.length === 0) return;
  const moved = await trx
    .updateTable('question')
    .from(following(reused).as('following'))
    .set((eb) => ({
      state: TRANSITIONS.REUSE.to,
      claimed_until: null,
      last_fault: null,
      shared: 'REUSED',
      answered_as: eb.ref('following.first_id'),
      taken_answer: eb.ref('following.answer_id'),
      letter_id: eb.ref('following.letter_id'),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'following.id')
    .where('question.state', 'in', TRANSITIONS.REUSE.from)
    .executeTakeFirst();
  assertAllMoved('REUSE', reused.length, moved);
}

/** Settles questions with the answers that came to the questions that they joined. */
export async function takeJoinedInTrx(
  trx: Database,
  taken: readonly { readonly id: string; readonly answerId: string }[],
): Promise<void> {
  if (taken.length === 0) return;
  const answers = sql<{ id: string; answer_id: string }>`(
    SELECT * FROM unnest(
      ${taken.map(({ id }) => id)}::uuid[],
      ${taken.map(({ answerId }) => answerId)}::uuid[]
    ) AS taken (id, answer_id))`;
  const moved = await trx
    .updateTable('question')
    .from(answers.as('taken'))
    .set((eb) => ({
      state: TRANSITIONS.TAKE_JOINED.to,
      taken_answer: eb.ref('taken.answer_id'),
      claimed_until: null,
      last_fault: null,
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'taken.id')
    .where('question.state', 'in', TRANSITIONS.TAKE_JOINED.from)
    .executeTakeFirst();
  assertAllMoved('TAKE_JOINED', taken.length, moved);
}

/** Questions whose joined one will not be answered go back in line, to be asked by themselves. */
export async function partInTrx(trx: Database, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return;
  const moved = await trx
    .updateTable('question')
    .set((eb) => ({
      state: TRANSITIONS.PART.to,
      answered_as: null,
      shared: null,
      letter_id: null,
      asked_at: null,
      sent_at: null,
      claimed_until: null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.PART.from)
    .executeTakeFirst();
  assertAllMoved('PART', questionIds.length, moved);
}

/** Questions that were given up, and whose letter has ended since, are not tied to the late answer of another any more. */
export async function untieInTrx(trx: Database, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return;
  const moved = await trx
    .updateTable('question')
    .set((eb) => ({ answered_as: null, shared: null, version: eb('version', '+', 1) }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.UNTIE.from)
    .executeTakeFirst();
  assertAllMoved('UNTIE', questionIds.length, moved);
}

function following(follows: readonly (Follow & { readonly answerId?: string })[]) {
  return sql<{ id: string; first_id: string; answer_id: string | null; letter_id: string }>`(
    SELECT * FROM unnest(
      ${follows.map(({ id }) => id)}::uuid[],
      ${follows.map(({ firstId }) => firstId)}::uuid[],
      ${follows.map(({ answerId }) => answerId ?? null)}::uuid[],
      ${follows.map(({ letterId }) => letterId)}::uuid[]
    ) AS followed (id, first_id, answer_id, letter_id))`;
}
