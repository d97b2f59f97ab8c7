import type { Acting } from '../audit/acting.ts';
import { closeItemsInTrx, logEventsInTrx } from './items.ts';

/** Notes that the kept answers of a source were read again, and closes the items of bodies of which none is left. */
export async function closeReplayedInTrx({ trx, at, actor }: Acting, sourceId: string): Promise<void> {
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
    at,
    actor,
    'REPLAYED',
    items.map(({ id }) => id),
  );
  const mended = items.filter(({ left }) => left === 0).map(({ id }) => id);
  await closeItemsInTrx(trx, at, actor, mended);
}
