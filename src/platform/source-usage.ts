import { sql } from 'kysely';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';

/** The current second and the current day in Shanghai, by their first instants. */
export type Spans = { readonly second: Date; readonly day: Date };
/** Questions counted in each span. */
type Used = { second: number; day: number };

/**
 * Locks and reads the used quotas of several sources until the caller's transaction ends. The row locks, taken in
 * the order of the ids, serialise all workers that ask the same source.
 */
export async function lockUsage(
  trx: Database,
  sourceIds: readonly string[],
  { second, day }: Spans,
): Promise<ReadonlyMap<string, Used>> {
  await trx
    .insertInto('source_quota')
    .values(
      sourceIds.flatMap((source_id) => [
        { source_id, span: 'DAY' as const, span_start: day, used: 0 },
        { source_id, span: 'SECOND' as const, span_start: second, used: 0 },
      ]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await trx
    .selectFrom('source_quota')
    .selectAll()
    .where('source_id', 'in', sourceIds)
    .orderBy('source_id')
    .orderBy('span')
    .forUpdate()
    .execute();
  const usage = new Map(sourceIds.map((id): [string, Used] => [id, { second: 0, day: 0 }]));
  for (const row of rows) {
    const used = usage.get(row.source_id);
    if (used === undefined) continue;
    if (row.span === 'SECOND' && row.span_start.getTime() === second.getTime()) used.second = row.used;
    if (row.span === 'DAY' && row.span_start.getTime() === day.getTime()) used.day = row.used;
  }
  return usage;
}

/** Counts slots that living workers hold. */
export async function countBusy(
  trx: Database,
  sourceIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('source_slot')
    .select((eb) => ['source_id', eb.fn.countAll<number>().as('places')])
    .where('source_id', 'in', sourceIds)
    .where('expires_at', '>', now)
    .groupBy('source_id')
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.places]));
}

/** Reserves the slots and counts the questions in the current spans. */
export async function recordLeaves(
  trx: Database,
  leaves: ReadonlyMap<string, { readonly slots: readonly string[] }>,
  { second, day }: Spans,
  expiresAt: Date,
): Promise<void> {
  const granted = [...leaves].filter(([, { slots }]) => slots.length > 0);
  if (granted.length === 0) return;
  await insertRows(
    trx,
    'source_slot',
    granted.flatMap(([source_id, { slots }]) => slots.map((id) => ({ id, source_id, expires_at: expiresAt }))),
  );
  const ids = granted.map(([sourceId]) => sourceId);
  const counts = granted.map(([, { slots }]) => slots.length);
  await sql`
    UPDATE source_quota SET
      used = CASE WHEN span_start = s.start THEN used + g.granted ELSE g.granted END,
      span_start = s.start
    FROM unnest(${ids}::text[], ${counts}::int[]) AS g (source_id, granted),
      (VALUES ('SECOND', ${second}::timestamptz), ('DAY', ${day}::timestamptz)) AS s (span, start)
    WHERE source_quota.source_id = g.source_id AND source_quota.span = s.span`.execute(trx);
}
