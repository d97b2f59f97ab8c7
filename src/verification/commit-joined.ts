import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { Joining } from './twin-questions.ts';

/**
 * Commits questions as asked with another: each keeps its own letter, and takes the answer to the other as its own. It
 * counts as sent, so that nobody sends it.
 */
export async function commitJoined(trx: Database, joining: readonly Joining[], now: Date): Promise<void> {
  if (joining.length === 0) return;
  const firstOf = sql<{ id: string; first_id: string; letter_id: string }>`(
    SELECT * FROM unnest(
      ${joining.map(({ candidate }) => candidate.id)}::uuid[],
      ${joining.map(({ first }) => first.id)}::uuid[],
      ${joining.map(({ letter }) => letter.id)}::uuid[]
    ) AS joined (id, first_id, letter_id))`;
  await trx
    .updateTable('question')
    .from(firstOf.as('joined'))
    .set((eb) => ({
      state: 'ASKED',
      shared: 'JOINED',
      answered_as: eb.ref('joined.first_id'),
      letter_id: eb.ref('joined.letter_id'),
      asked_at: now,
      sent_at: now,
      claimed_until: null,
      last_fault: null,
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'joined.id')
    .execute();
}
