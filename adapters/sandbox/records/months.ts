import { addMonths, parseCalendarDate } from '../../../src/platform/calendar-date.ts';

/** The last month of which the departments know: the month before the demonstration begins. */
const LAST_MONTH = '2018-02';

/** That many months, the last one 2018-02 unless another is named; the earliest first. */
export function lastMonths(count: number, last: string = LAST_MONTH): readonly string[] {
  const end = parseCalendarDate(`${last}-01`);
  return Array.from({ length: count }, (_, ago) => addMonths(end, ago + 1 - count).slice(0, 7));
}
