import type { CalendarDate } from '../../platform/calendar-date.ts';

/** An entry that began on a day, and ended on another or goes on. */
export type Span = { readonly fact: { readonly since: CalendarDate; readonly until: CalendarDate | null } };

/**
 * Entries that still say what is so. An entry without an end that another entry of the same thing and the same first day
 * gives an end is the older of the two: registers add the end, they never take it back. The order is kept.
 * @param isSameThing whether two entries are about one thing of one person; only such entries touch each other.
 */
export function standingSpans<Item extends Span>(
  entries: readonly Item[],
  isSameThing: (a: Item, b: Item) => boolean,
): readonly Item[] {
  return entries.filter(
    (one) =>
      one.fact.until !== null ||
      !entries.some(
        (other) => other.fact.until !== null && other.fact.since === one.fact.since && isSameThing(one, other),
      ),
  );
}
