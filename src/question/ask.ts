import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { CLAIM_MS } from './in-hand.ts';
import { assertAllMoved } from './moved.ts';
import type { HeldBackReason } from './reason.ts';
import { TRANSITIONS } from './state.ts';

/** How long a question that is held back is left alone before it is looked at again. */
const LOOK_AGAIN_MS = 60_000;

/**
 * The questions of a check to a source stand in line: for the quota of the source, or for its hours.
 *
 * @returns whether any of them moved; the same wait is told once.
 */
export async function standInLineInTrx(
  trx: Database,
  verificationId: string,
  sourceId: string,
  wait: 'WAITING_QUOTA' | 'WAITING_WINDOW',
): Promise<boolean> {
  const { from, to } = wait === 'WAITING_QUOTA' ? TRANSITIONS.WAIT_FOR_QUOTA : TRANSITIONS.WAIT_FOR_HOURS;
  const { numUpdatedRows } = await trx
    .updateTable('question')
    .set((eb) => ({ state: to, version: eb('version', '+', 1) }))
    .where('verification_id', '=', verificationId)
    .where('source_id', '=', sourceId)
    .where('state', 'in', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Notes why questions must not leave yet, and sets them aside, so that they do not keep others from being looked at. */
export async function holdBackInTrx(
  trx: Database,
  questionIds: readonly string[],
  why: HeldBackReason,
  now: Date,
): Promise<void> {
  if (questionIds.length === 0) return;
  const held = await trx
    .updateTable('question')
    .set((eb) => ({
      last_fault: why,
      claimed_until: new Date(now.getTime() + LOOK_AGAIN_MS),
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.HOLD_BACK.from)
    .executeTakeFirst();
  assertAllMoved('HOLD_BACK', questionIds.length, held);
}

/** Commits questions as asked, each under its letter, in the hand of a worker: from here on they may have left. */
export async function askInTrx(
  trx: Database,
  asked: readonly { readonly id: string; readonly letterId: string }[],
  now: Date,
): Promise<void> {
  if (asked.length === 0) return;
  const letterOf = sql<{ id: string; letter_id: string }>`(
    SELECT * FROM unnest(
      ${asked.map(({ id }) => id)}::uuid[],
      ${asked.map(({ letterId }) => letterId)}::uuid[]
    ) AS covered (id, letter_id))`;
  const moved = await trx
    .updateTable('question')
    .from(letterOf.as('covered'))
    .set((eb) => ({
      state: TRANSITIONS.ASK.to,
      asked_at: eb.fn.coalesce('question.asked_at', eb.val(now)),
      letter_id: eb.ref('covered.letter_id'),
      claimed_until: new Date(now.getTime() + CLAIM_MS),
      last_fault: null,
      attempts: eb('question.attempts', '+', 1),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'covered.id')
    .where('question.state', 'in', TRANSITIONS.ASK.from)
    .executeTakeFirst();
  assertAllMoved('ASK', asked.length, moved);
}
