import type { Database } from '../platform/database.ts';
import type { SourceBreakerTable } from '../platform/source-tables.ts';
import type { SourceTerms, WatchedSource } from './terms.ts';

/** The remaining quota of a channel, and the state of its breaker. */
export type LineState = {
  readonly breaker: SourceBreakerTable['state'];
  readonly failuresInARow: number;
  /** The time of the next half-open probe; `null` while the breaker is closed. */
  readonly probeAt: Date | null;
  readonly left: { readonly second: number; readonly day: number; readonly places: number };
};

/** The channels of sources as the guard sees them now, by their ids. */
export async function readLines(
  db: Database,
  sources: readonly WatchedSource[],
  now: Date,
  day: Date,
): Promise<ReadonlyMap<string, LineState>> {
  const second = Math.floor(now.getTime() / 1000) * 1000;
  const [used, busy, breakers] = await Promise.all([
    db.selectFrom('source_quota').selectAll().execute(),
    db
      .selectFrom('source_slot')
      .select((eb) => ['source_id', eb.fn.countAll<number>().as('places')])
      .where('expires_at', '>', now)
      .groupBy('source_id')
      .execute(),
    db.selectFrom('source_breaker').selectAll().execute(),
  ]);
  const terms = new Map(sources.flatMap(({ terms: one }): [string, SourceTerms][] => (one ? [[one.line, one]] : [])));
  return new Map(
    [...terms].map(([line, { quota, halfOpenAfterMs }]) => {
      const usedIn = (span: 'SECOND' | 'DAY', start: number): number =>
        used.find((row) => row.source_id === line && row.span === span && row.span_start.getTime() === start)?.used ??
        0;
      const breaker = breakers.find((row) => row.source_id === line);
      const places = busy.find((row) => row.source_id === line)?.places ?? 0;
      const openedAt = breaker?.opened_at ?? null;
      const rested = openedAt === null ? null : new Date(openedAt.getTime() + halfOpenAfterMs);
      return [
        line,
        {
          breaker: breaker?.state ?? 'CLOSED',
          failuresInARow: breaker?.consecutive_failures ?? 0,
          probeAt: breaker?.state === 'OPEN' ? rested : (breaker?.probe_until ?? null),
          left: {
            second: Math.max(0, quota.perSecond - usedIn('SECOND', second)),
            day: Math.max(0, quota.perDay - usedIn('DAY', day.getTime())),
            places: Math.max(0, quota.concurrent - places),
          },
        },
      ];
    }),
  );
}
