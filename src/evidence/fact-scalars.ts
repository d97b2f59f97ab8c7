import { z } from 'zod';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';

/** A calendar date at a border: ISO form in, the same form out, an impossible day refused. */
export const calendarDateSchema: z.ZodType<CalendarDate, string> = z.iso.date().transform((text, context) => {
  try {
    return parseCalendarDate(text);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    context.addIssue({ code: 'custom', message: thrown.details.en });
    return z.NEVER;
  }
});
