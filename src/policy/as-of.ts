import type { CalendarDate } from '../platform/calendar-date.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack } from './pack.ts';

const ALWAYS = { validFrom: parseCalendarDate('1949-10-01'), validTo: null };

/**
 * A pack with its dated exclusions frozen as they are on a day. Evidence of an earlier base date keeps its twelve
 * months; what counts of them is then judged by the law of that later day.
 */
export function packAsOf(pack: PolicyPack, day: CalendarDate): PolicyPack {
  const incomeExclusions = pack.rules.incomeExclusions
    .filter(({ value }) => value.validFrom <= day && (value.validTo === null || day <= value.validTo))
    .map((rule) => ({ ...rule, value: { ...rule.value, ...ALWAYS } }));
  return { ...pack, rules: { ...pack.rules, incomeExclusions } };
}
