import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { FactOf } from '../facts.ts';

type Registration = { readonly fact: FactOf<'EMPLOYMENT_REGISTRATION'> };

/** A time without work as somebody registered it; `until` is the day of the next registration, `null` without one. */
export type Unemployment<Item extends Registration> = { readonly entry: Item; readonly until: CalendarDate | null };

/**
 * The times in which one person was registered as unemployed. The next registration of another state ends them. Of one
 * day unemployment comes first, for it is given up on the day on which work begins.
 * @param own registrations of one person, in any order.
 */
export function unemploymentsOf<Item extends Registration>(own: readonly Item[]): readonly Unemployment<Item>[] {
  const rank = ({ fact }: Item): string => `${fact.since} ${fact.state === 'UNEMPLOYED' ? 0 : 1}`;
  const inOrder = own.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  const found: Unemployment<Item>[] = [];
  for (const [at, entry] of inOrder.entries()) {
    const before = inOrder[at - 1];
    // Registered again while still unemployed: one time, told from its beginning.
    if (entry.fact.state !== 'UNEMPLOYED' || before?.fact.state === 'UNEMPLOYED') continue;
    const next = inOrder.slice(at).find(({ fact }) => fact.state !== 'UNEMPLOYED');
    found.push({ entry, until: next?.fact.since ?? null });
  }
  return found;
}
