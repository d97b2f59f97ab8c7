import { shanghaiDate, startOfDay } from '../platform/calendar-date.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import { readLatencies } from './latency.ts';
import type { Latency } from './latency.ts';
import { readLines } from './line-state.ts';
import type { LineState } from './line-state.ts';
import { readOpenItems } from './read-items.ts';
import type { SourceItem } from './read-items.ts';
import type { WatchedSource } from './terms.ts';

/** Where a source stands, the worst first. */
export const SOURCE_STATES = [
  'NOT_CONNECTED',
  'FORMAT_CHANGED',
  'SILENT',
  /** Its breaker is open: it, or its hub, failed too often in a row. */
  'RESTING',
  'OUT_OF_HOURS',
  'READY',
] as const;

/** A source as its operators see it: nothing of any person, case or answer. */
export type SourceView = {
  readonly source: WatchedSource;
  readonly state: (typeof SOURCE_STATES)[number];
  /** `null` where no line is laid. */
  readonly line: LineState | null;
  /** `null` where nothing was exchanged lately. */
  readonly latency: Latency | null;
  readonly lastAskedAt: Date | null;
  readonly lastAnsweredAt: Date | null;
  /** The first instant from now at which it takes questions; now, while it is open. `null` where no line is laid. */
  readonly opensAt: Date | null;
  readonly items: readonly SourceItem[];
};

type Services = {
  readonly db: Database;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly sources: readonly WatchedSource[];
};

/** Every source of the registry, in its order. */
export async function readSources({ db, clock, calendar, sources }: Services): Promise<readonly SourceView[]> {
  const now = clock.now();
  const day = startOfDay(shanghaiDate(now));
  const [lines, latencies, items, pulses] = await Promise.all([
    readLines(db, sources, now, day),
    readLatencies(db, now, new Set(sources.flatMap(({ id, terms }) => (terms?.byFiles === true ? [id] : [])))),
    readOpenItems(db),
    db.selectFrom('source_pulse').selectAll().execute(),
  ]);
  return sources.map((source) => {
    const own = items.filter(({ sourceId }) => sourceId === source.id);
    const beats = pulses.filter((pulse) => pulse.source_id === source.id);
    const line = source.terms === null ? null : (lines.get(source.terms.line) ?? null);
    const opensAt = source.terms === null ? null : calendar.nextOpening(source.terms.window, now);
    return {
      source,
      state: stateOf(source, own, line, opensAt, now),
      line,
      latency: latencies.get(source.id) ?? null,
      lastAskedAt: latest(beats.map((beat) => beat.last_asked_at)),
      lastAnsweredAt: latest(beats.map((beat) => beat.last_answered_at)),
      opensAt,
      items: own,
    };
  });
}

function stateOf(
  source: WatchedSource,
  items: readonly SourceItem[],
  line: LineState | null,
  opensAt: Date | null,
  now: Date,
): SourceView['state'] {
  if (!source.connected || line === null) return 'NOT_CONNECTED';
  if (items.some(({ kind }) => kind === 'FORMAT_CHANGED')) return 'FORMAT_CHANGED';
  if (items.some(({ kind }) => kind === 'SILENT')) return 'SILENT';
  if (line.breaker !== 'CLOSED') return 'RESTING';
  return opensAt !== null && opensAt > now ? 'OUT_OF_HOURS' : 'READY';
}

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((late, one) => (late === null || (one !== null && one > late) ? one : late), null);
}
