import { formatSampleSchema } from '../evidence/format-sample.ts';
import type { FormatSample } from '../evidence/format-sample.ts';
import { unreadRecordsSchema } from '../evidence/unread-records.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import type { Database } from '../platform/database.ts';
import { countWaitingChecks } from '../question/of-sources.ts';
import type { SourceEventTable } from '../platform/source-tables.ts';
import type { Trouble } from './items.ts';

/** Something that was done about an item. */
export type SourceEvent = {
  readonly act: SourceEventTable['act'];
  readonly actor: string;
  readonly at: Date;
  readonly expectedAt: Date | null;
};

/** A current trouble with a source, once for all cases. */
export type SourceItem = {
  readonly id: string;
  readonly sourceId: string;
  readonly kind: Trouble;
  /** The answering body where a source has many. */
  readonly institution: string | null;
  readonly openedAt: Date;
  /** When the trouble last appeared, and how often it appeared. */
  readonly lastAt: Date;
  readonly times: number;
  /** When the department says that it will answer again. */
  readonly expectedAt: Date | null;
  readonly sample: FormatSample | null;
  /** `RECORDS_UNREAD`: how many records of each kind were set aside since the item was opened; else empty. */
  readonly unread: readonly UnreadRecords[];
  /** Verifications in progress that wait for this body. */
  readonly waitingCases: number;
  /** Oldest first. */
  readonly events: readonly SourceEvent[];
};

/** The open items, the oldest first. */
export async function readOpenItems(db: Database): Promise<readonly SourceItem[]> {
  const items = await db
    .selectFrom('source_item')
    .selectAll()
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  if (items.length === 0) return [];
  const events = await db
    .selectFrom('source_event')
    .selectAll()
    .where(
      'item_id',
      'in',
      items.map(({ id }) => id),
    )
    .orderBy('seq')
    .execute();
  const unread = await db
    .selectFrom('source_item_unread')
    .selectAll()
    .where(
      'item_id',
      'in',
      items.map(({ id }) => id),
    )
    .orderBy('fact')
    .execute();
  const byUnread = Map.groupBy(unread, (row) => row.item_id);
  const byItem = Map.groupBy(events, (event) => event.item_id);
  const waiting = new Map(
    (await countWaitingChecks(db)).map(({ sourceId, institution, checks }) => [`${sourceId} ${institution}`, checks]),
  );
  return items.map((item) => ({
    id: item.id,
    sourceId: item.source_id,
    kind: item.kind,
    institution: item.institution === '' ? null : item.institution,
    openedAt: item.opened_at,
    lastAt: item.last_at,
    times: item.times,
    expectedAt: item.expected_at,
    sample: item.sample === null ? null : formatSampleSchema.parse(item.sample),
    unread: unreadOf(byUnread.get(item.id) ?? []),
    waitingCases: waiting.get(`${item.source_id} ${item.institution}`) ?? 0,
    events: (byItem.get(item.id) ?? []).map(({ act, actor, at, expected_at: expectedAt }) => ({
      act,
      actor,
      at,
      expectedAt,
    })),
  }));
}

function unreadOf(rows: readonly { readonly fact: string; readonly records: number }[]): readonly UnreadRecords[] {
  return unreadRecordsSchema.parse(
    rows.map(({ fact, records }) => ({ fact: fact === '' ? null : fact, count: records })),
  );
}
