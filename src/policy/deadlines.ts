import { addDays, addMonths, shanghaiDate, startOfDay } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import type { Deadline, WorkingCalendar } from '../platform/working-days.ts';
import type { DeadlineKind, TERM_UNITS } from './deadline-schema.ts';
import type { PolicyPack } from './pack.ts';

/** A term with its legal text. Where `verified` is false, every page that shows it says so: it is no law. */
export type Term = {
  /** `VERIFICATION_REPORT` 核对报告 and `OBJECTION` 申请异议 stand as rules of their own in a pack. */
  readonly kind: DeadlineKind | 'VERIFICATION_REPORT' | 'OBJECTION';
  readonly zh: string;
  readonly count: number;
  readonly unit: (typeof TERM_UNITS)[number];
  readonly document: string;
  readonly article: string;
  readonly verified: boolean;
};

/** The term of a pack on a day; `null` where the pack sets none, as not every time knows every term. */
export function findTerm(pack: PolicyPack, kind: Term['kind'], day: CalendarDate): Term | null {
  const { reportDeadlineWorkingDays, objectionWorkingDays, deadlines } = pack.rules;
  if (kind === 'VERIFICATION_REPORT') return ruleTerm(kind, '出具核对报告', reportDeadlineWorkingDays);
  if (kind === 'OBJECTION') return ruleTerm(kind, '对核对结果提出异议', objectionWorkingDays);
  const rule = deadlines?.find(
    ({ value }) => value.kind === kind && value.validFrom <= day && (value.validTo === null || day <= value.validTo),
  );
  if (rule === undefined) return null;
  const { document, article, verified } = rule;
  const { zh, count, unit } = rule.value;
  return { kind, zh, count, unit, document, article, verified };
}

/**
 * {@link findTerm} where the term must exist.
 * @throws Problem NOT_FOUND
 */
export function termOn(pack: PolicyPack, kind: Term['kind'], day: CalendarDate): Term {
  const term = findTerm(pack, kind, day);
  if (term !== null) return term;
  throw new Problem({
    code: 'NOT_FOUND',
    field: 'policy',
    zh: `政策包 ${pack.id} 未规定 ${day} 适用的期限 ${kind}，请登记后再试`,
    en: `policy pack ${pack.id} sets no term ${kind} for ${day}; enter it and try again`,
  });
}

/**
 * End of a term that begins on the day of `from`, which itself does not count (民法典 第二百零一条). A term in calendar
 * days or months that ends on a day off ends with the next working day (第二百零三条); one of working days cannot.
 */
export function endOfTerm(
  { count, unit }: Pick<Term, 'count' | 'unit'>,
  from: Date,
  calendar: WorkingCalendar,
): Deadline {
  if (unit === 'WORKING_DAYS') return calendar.addWorkingDays(from, count);
  const start = shanghaiDate(from);
  let last = unit === 'MONTHS' ? addMonths(start, count) : addDays(start, count);
  while (!calendar.isWorkingDay(last)) last = addDays(last, 1);
  // Whether offices work on the last day is all that a holiday notice decides here.
  const { provisional } = calendar.addWorkingDays(new Date(startOfDay(last).getTime() - 1), 1);
  return { at: new Date(startOfDay(addDays(last, 1)).getTime() - 1), provisional };
}

function ruleTerm(
  kind: Term['kind'],
  zh: string,
  { value, document, article, verified }: PolicyPack['rules']['objectionWorkingDays'],
): Term {
  return { kind, zh, count: value, unit: 'WORKING_DAYS', document, article, verified };
}
