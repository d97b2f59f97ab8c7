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

/**
 * Two people of the office who stand for a value by its document number: 本地已确认. Absent from a verified value: the text
 * itself was seen when the pack was written.
 */
const confirmation = z
  .strictObject({
    documentNumber: z.string().min(1),
    enteredBy: z.string().min(1),
    confirmedBy: z.string().min(1),
    confirmedOn: policyDate,
  })
  .refine(({ enteredBy, confirmedBy }) => enteredBy !== confirmedBy, {
    path: ['confirmedBy'],
    message: '确认须由另一人作出 / another person confirms',
  });

/** A value with the text behind it. */
export function sourced<Value extends z.ZodType>(value: Value) {
  return z
    .strictObject({
      value,
      /** Title and number of the text, in Chinese; or that it is a proposal. */
      document: z.string().min(1),
      /** Place in the text, or what the text says. */
      article: z.string(),
      /** Whether a primary text was seen in full, or the office vouches for it, and applies to this region in this time. */
      verified: z.boolean(),
      confirmation: confirmation.optional(),
    })
    .refine((rule) => rule.confirmation === undefined || rule.verified, {
      path: ['verified'],
      message: '已由本地确认的数值应为 true / a confirmed value is verified',
    });
}

/** How far a value may be relied on. */
export const VALUE_STATES = {
  /** The text itself was seen. */
  SEEN: '已见原文',
  /** Two people of the office confirmed it by its document number. */
  CONFIRMED: '本地已确认',
  /** Nobody stands for it: nothing may be decided against a family by it. */
  PENDING: '待确认',
} as const;
export type ValueState = keyof typeof VALUE_STATES;

/** How far this value may be relied on. */
export function stateOfValue(rule: {
  readonly verified: boolean;
  readonly confirmation?: object | undefined;
}): ValueState {
  if (!rule.verified) return 'PENDING';
  return rule.confirmation === undefined ? 'SEEN' : 'CONFIRMED';
}
