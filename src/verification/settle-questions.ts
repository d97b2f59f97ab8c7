import type { Database } from '../platform/database.ts';

/** Why a question has no answer that is read: its check was called off. */
export const CALLED_OFF = 'CANCELLED';

/**
 * Settles questions to which an answer of their own came: whatever they shared with another is theirs no longer.
 *
 * @param why code of why none is kept, or read; `null` where one is.
 */
export async function settleAnsweredInTrx(
  trx: Database,
  questionIds: readonly string[],
  now: Date,
  why: string | null,
): Promise<void> {
  if (questionIds.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({
      state: 'SETTLED',
      sent_at: eb.fn.coalesce('sent_at', eb.val(now)),
      claimed_until: null,
      answered_as: null,
      shared: null,
      taken_answer: null,
      last_fault: why,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', questionIds)
    .execute();
}

/** Of these checks, those that are owed an answer still. */
export async function stillOpen(trx: Database, verificationIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (verificationIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('question')
    .select('verification_id')
    .distinct()
    .where('verification_id', 'in', verificationIds)
    .where('open', '=', true)
    .execute();
  return new Set(rows.map((row) => row.verification_id));
}
