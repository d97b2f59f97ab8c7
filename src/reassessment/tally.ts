import type { CalendarDate } from '../platform/calendar-date.ts';
import { MEASURES, movesBetween } from './standing.ts';
import type { Standing } from './standing.ts';
import type { NotReplayed, StockCase } from './stock.ts';

/** Cases by where they stood, then by where they would stand. */
export type Matrix = Record<string, Record<string, number>>;

/** The effects of a pack on existing cases, as numbers of cases, without personal data. */
export type Tally = {
  /** Cases that the pack governs. */
  inScope: number;
  replayed: number;
  /** Cases whose standing, result or top-up would differ. */
  moved: number;
  withoutReport: number;
  readonly measures: Record<(typeof MEASURES)[number], Matrix>;
  readonly indicators: Record<string, Matrix>;
  /** Cases with evidence too old to decide on, and by source with the oldest day. */
  stale: number;
  readonly staleSources: Record<string, { cases: number; oldest: CalendarDate }>;
  readonly notReplayed: Partial<Record<NotReplayed, number>>;
};

export function emptyTally(): Tally {
  return {
    inScope: 0,
    replayed: 0,
    moved: 0,
    withoutReport: 0,
    measures: { overall: {}, position: {}, positionByFound: {}, degree: {} },
    indicators: {},
    stale: 0,
    staleSources: {},
    notReplayed: {},
  };
}

/** Counts one case into a tally. */
export function count(tally: Tally, { outcome }: StockCase): void {
  tally.inScope += 1;
  if (outcome.kind === 'NO_REPORT') {
    tally.withoutReport += 1;
    return;
  }
  if (outcome.kind === 'NOT_REPLAYED') {
    tally.notReplayed[outcome.reason] = (tally.notReplayed[outcome.reason] ?? 0) + 1;
    return;
  }
  const { before, after, stale } = outcome;
  tally.replayed += 1;
  if (movesBetween(outcome).length > 0) tally.moved += 1;
  for (const measure of MEASURES) move(tally.measures[measure], before[measure], after[measure]);
  for (const id of indicatorsOf(before, after)) {
    move((tally.indicators[id] ??= {}), before.indicators[id] ?? 'NONE', after.indicators[id] ?? 'NONE');
  }
  if (stale.length > 0) tally.stale += 1;
  for (const { sourceId, oldest } of stale) {
    const known = (tally.staleSources[sourceId] ??= { cases: 0, oldest });
    known.cases += 1;
    if (oldest < known.oldest) known.oldest = oldest;
  }
}

function indicatorsOf(before: Standing, after: Standing): readonly string[] {
  return [...new Set([...Object.keys(before.indicators), ...Object.keys(after.indicators)])].sort();
}

function move(matrix: Matrix, before: string, after: string): void {
  const row = (matrix[before] ??= {});
  row[after] = (row[after] ?? 0) + 1;
}
