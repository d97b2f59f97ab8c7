import type { FactOf } from '../evidence/facts.ts';
import type { FoundFact } from './known-facts.ts';

type Turnover = FoundFact<FactOf<'SOLE_TRADER_TURNOVER'>>;

/**
 * Turnovers that may be added: of one business no two of the same day. A year and its quarters, an assessed turnover and
 * the invoices of the same months are one turnover told twice; of all choices that of the largest sum is taken.
 * @param told of any number of businesses, in any order.
 */
export function apartInTime(told: readonly Turnover[]): readonly Turnover[] {
  return [...Map.groupBy(told, ({ fact }) => fact.traderCode).values()].flatMap(largestChoice);
}

type Choice = { readonly fen: number; readonly of: readonly Turnover[] };

/** The largest sum of periods of which no two overlap, by the last day of each. */
function largestChoice(told: readonly Turnover[]): readonly Turnover[] {
  if (told.length === 1) return told;
  const inOrder = told.toSorted((a, b) => compare(orderOf(a), orderOf(b)));
  // One choice for each number of periods, taken in order.
  const best: Choice[] = [{ fen: 0, of: [] }];
  for (const one of inOrder) {
    const before = inOrder.filter(({ fact }) => fact.until < one.fact.since).length;
    const without = best.at(-1) ?? NOTHING;
    const rest = best[before] ?? NOTHING;
    const fen = rest.fen + one.fact.turnoverFen;
    best.push(fen > without.fen ? { fen, of: [...rest.of, one] } : without);
  }
  return best.at(-1)?.of ?? [];
}

const NOTHING: Choice = { fen: 0, of: [] };

function orderOf({ fact }: Turnover): string {
  return `${fact.until} ${fact.since} ${JSON.stringify(fact)}`;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
