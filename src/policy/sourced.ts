import { z } from 'zod';
import { calendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day in a policy file, `2017-07-01` and no other way. */
export const policyDate = z.string().transform((text, context): CalendarDate => {
  const [, year, month, day] = ISO_DATE.exec(text) ?? [];
  const found = calendarDate(Number(year), Number(month), Number(day));
  if (found !== null) return found;
  context.addIssue({
    code: 'custom',
    message: '请按 2017-07-01 的形式填写一个真实存在的日期 / write a day that exists, in the form 2017-07-01',
  });
  return z.NEVER;
});

/** A value with the text behind it. */
export function sourced<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value,
    /** Title and number of the text, in Chinese; or that it is a proposal. */
    document: z.string().min(1),
    /** Place in the text, or what the text says. */
    article: z.string(),
    /** Whether a primary text was seen in full and applies to this region in this time. */
    verified: z.boolean(),
  });
}
