import type { Selectable } from 'kysely';
import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import type { OutboxTable } from '../platform/tables.ts';

const MOST_AT_ONCE = 100;
const KEEP_DISPATCHED_MS = 24 * 3_600_000;

/** A promise of work, as it stands in the outbox. */
export type Promised = Selectable<OutboxTable>;

/** Holds promises that nobody has handed to the queue, oldest first; those in another process's hand are left out. */
export function holdPromisesInTrx(trx: Database): Promise<readonly Promised[]> {
  return trx
    .selectFrom('outbox')
    .selectAll()
    .where('dispatched_at', 'is', null)
    .orderBy('seq')
    .limit(MOST_AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Marks promises as handed to the queue. */
export async function markDispatchedInTrx({ trx, at }: Acting, promised: readonly Promised[]): Promise<void> {
  if (promised.length === 0) return;
  await trx
    .updateTable('outbox')
    .set({ dispatched_at: at })
    .where(
      'id',
      'in',
      promised.map(({ id }) => id),
    )
    .execute();
}

/** Forgets promises that were kept a day ago. */
export async function sweepOutboxInTrx({ trx, at }: Acting): Promise<void> {
  await trx
    .deleteFrom('outbox')
    .where('dispatched_at', '<', new Date(at.getTime() - KEEP_DISPATCHED_MS))
    .execute();
}

/** Whether anything waits for the queue; a look without a lock. */
export async function hasPromises(db: Database): Promise<boolean> {
  const waiting = await db.selectFrom('outbox').select('id').where('dispatched_at', 'is', null).limit(1).execute();
  return waiting.length > 0;
}
