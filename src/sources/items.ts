import { sql } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import type { FormatSample } from '../evidence/format-sample.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { SourceEventTable } from '../platform/source-tables.ts';

/** Kinds of trouble with a source. */
export const TROUBLES = ['SILENT', 'FORMAT_CHANGED', 'RECORDS_UNREAD'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** The subject of an item: a source, or one answering body of it; `''` where the source answers itself. */
export type Body = { readonly sourceId: string; readonly institution: string };

/** A trouble that has just appeared. */
export type Sign = Body &
  (
    | { readonly kind: 'SILENT'; readonly sample: null }
    | { readonly kind: 'FORMAT_CHANGED'; readonly sample: FormatSample }
    /** Records that could not be read in answers that were otherwise accepted. */
    | { readonly kind: 'RECORDS_UNREAD'; readonly sample: FormatSample; readonly unread: readonly UnreadRecords[] }
  );

/**
 * Records that a source has a trouble: one open item for each body and kind of trouble, however many cases it
 * delays.
 *
 * @returns whether this call opened the item.
 */
export async function noteTroubleInTrx(trx: Database, at: Date, actor: Actor, sign: Sign): Promise<boolean> {
  const { sourceId, institution, kind, sample } = sign;
  const { rows } = await sql<{ id: string; opened: boolean }>`
    INSERT INTO source_item (id, source_id, institution, kind, opened_at, last_at, times, sample)
    VALUES (${crypto.randomUUID()}, ${sourceId}, ${institution}, ${kind}, ${at}, ${at}, 1,
            ${sample === null ? null : JSON.stringify(sample)}::jsonb)
    ON CONFLICT (source_id, institution, kind) WHERE closed_at IS NULL DO UPDATE SET
      last_at = GREATEST(source_item.last_at, excluded.last_at),
      times = source_item.times + 1,
      sample = excluded.sample
    RETURNING id, times = 1 AS opened`.execute(trx);
  const [item] = rows;
  if (item !== undefined && sign.kind === 'RECORDS_UNREAD') await addUnreadInTrx(trx, item.id, sign.unread);
  if (item?.opened !== true) return false;
  await logEventsInTrx(trx, at, actor, 'OPENED', [item.id]);
  return true;
}

async function addUnreadInTrx(trx: Database, itemId: string, unread: readonly UnreadRecords[]): Promise<void> {
  await trx
    .insertInto('source_item_unread')
    .values(unread.map(({ fact, count }) => ({ item_id: itemId, fact: fact ?? '', records: count })))
    .onConflict((conflict) =>
      conflict
        .columns(['item_id', 'fact'])
        .doUpdateSet({ records: sql<number>`source_item_unread.records + excluded.records` }),
    )
    .execute();
}

/** Closes items that are open. */
export async function closeItemsInTrx(trx: Database, at: Date, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const closed = await trx
    .updateTable('source_item')
    .set({ closed_at: at })
    .where('id', 'in', ids)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute();
  await logEventsInTrx(
    trx,
    at,
    actor,
    'CLOSED',
    closed.map(({ id }) => id),
  );
}

/** Appends events to items. */
export async function logEventsInTrx(
  trx: Database,
  at: Date,
  actor: Actor,
  act: SourceEventTable['act'],
  itemIds: readonly string[],
  expectedAt: Date | null = null,
): Promise<void> {
  await insertRows(
    trx,
    'source_event',
    itemIds.map((id) => ({
      item_id: id,
      act,
      actor: actor.subject,
      role: actor.role,
      check_id: actor.checkId,
      expected_at: expectedAt,
      at,
    })),
  );
}
