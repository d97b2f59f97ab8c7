import { addDays, addMonths } from '../../../platform/calendar-date.ts';
import type { CalendarDate } from '../../../platform/calendar-date.ts';

/**
 * The twelve months that income and expenditure are counted over. Days: the twelve months up to the base date. Months:
 * the twelve that end with the month before the base date's, or with that month where the base date is its last day,
 * for wages and contributions of a running month are not declared yet.
 */
export type Year = {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** `2017-02` to `2018-01`, rising. */
  readonly months: readonly string[];
};

/** Source of the length: 刚性支出困难家庭认定办法 (2025), twelve months before the application; taken for income too. */
export function yearUpTo(baseDate: CalendarDate): Year {
  const first = addDays(baseDate, 1).slice(8) === '01' ? baseDate : addMonths(baseDate, -1);
  const middle = addDays(first, 15 - Number(first.slice(8)));
  const months = Array.from({ length: 12 }, (_, index) => addMonths(middle, index - 11).slice(0, 7));
  return { from: addDays(addMonths(baseDate, -12), 1), to: baseDate, months };
}

/** How many of the year's months lie between two days, both months included. */
export function monthsWithin({ months }: Year, since: CalendarDate, until: CalendarDate | null): number {
  const [first, last] = [since.slice(0, 7), until?.slice(0, 7) ?? '9999-12'];
  return months.filter((month) => first <= month && month <= last).length;
}

/** Whether a day lies in the year. */
export function isWithin({ from, to }: Year, day: CalendarDate): boolean {
  return from <= day && day <= to;
}

/** Whether a span that began on `since` still runs on a day. */
export function runsOn(day: CalendarDate, since: CalendarDate, until: CalendarDate | null): boolean {
  return since <= day && (until === null || day <= until);
}
