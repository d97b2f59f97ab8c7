import { addDays, parseCalendarDate, printDate, shanghaiDate } from './calendar-date.ts';
import type { CalendarDate } from './calendar-date.ts';
import { PUBLISHED_THROUGH } from './holidays.ts';

/**
 * The State Council publishes the notice of a year in the October or November before it. From this day on, operators
 * are asked to enter it.
 */
const LOOKED_FOR_FROM = '11-01';

/**
 * The first year whose holiday notice is missing although terms already run into it: the current year at any time,
 * the next year from 1 November. `null` where no notice is missing.
 */
export function missingHolidayYear(now: Date, publishedThrough: string = PUBLISHED_THROUGH): string | null {
  const today = shanghaiDate(now);
  const year = Number(today.slice(0, 4));
  const needed = today.slice(5) >= LOOKED_FOR_FROM ? year + 1 : year;
  const firstMissing = addDays(parseCalendarDate(publishedThrough), 1).slice(0, 4);
  return firstMissing <= String(needed) ? firstMissing : null;
}

/** The message to operators about a missing notice, one sentence in each language. */
export function missingHolidayWords(year: string): { readonly zh: string; readonly en: string } {
  return {
    zh: `尚未录入${year}年节假日安排：跨入${year}年的期限只印“不早于”，请按国务院办公厅通知更新程序。`,
    en: `the holiday notice of ${year} is not held: terms that run into ${year} are printed as "not before"; update the program once the notice is published`,
  };
}

/**
 * The last day of a term, as printed. Where the term counts days of a year without a notice, holidays can only move
 * the last day later. The paper then says "not before" and never prints the day alone.
 */
export function printLastDay({ day, provisional }: { readonly day: CalendarDate; readonly provisional: boolean }): {
  readonly zh: string;
  readonly en: string;
} {
  return provisional ? { zh: `不早于 ${printDate(day)}`, en: `not before ${day}` } : { zh: printDate(day), en: day };
}
