import type { Actor } from '../audit/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { closeItemsInTrx, logEventsInTrx } from './items.ts';

/** Notes that the kept answers of a source were read again, and closes the items of bodies of which none is left. */
export async function closeReplayed(db: Database, clock: Clock, actor: Actor, sourceId: string): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const items = await trx
      .selectFrom('source_item as i')
      .leftJoin('unread_answer as k', (join) =>
        join.onRef('k.source_id', '=', 'i.source_id').onRef('k.institution', '=', 'i.institution'),
      )
      .select((eb) => ['i.id', eb.fn.count<number>('k.id').as('left')])
      .where('i.source_id', '=', sourceId)
      .where('i.kind', '=', 'FORMAT_CHANGED')
      .where('i.closed_at', 'is', null)
      .groupBy('i.id')
      .execute();
    await logEventsInTrx(
      trx,
      now,
      actor,
      'REPLAYED',
      items.map(({ id }) => id),
    );
    const mended = items.filter(({ left }) => left === 0).map(({ id }) => id);
    await closeItemsInTrx(trx, now, actor, mended);
  });
}
