import { z } from 'zod';
import { addDays, shanghaiDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { Clock } from '../../src/platform/clock.ts';

/** The formats that departments require of a question, and their formats of amounts, days and months. */
export const requestId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
export const letterNumber = z.string().min(1).max(160);
export const purpose = z.string().min(1).max(60);
export const certificateType = z.enum(['111', '553', '562']);
/** Eighteen characters, or the fifteen of an old permanent residence card. */
export const certificateNumber = z.string().regex(/^(\d{17}[\dX]|[A-Z]{3}\d{12})$/);
export const formerNumber = z.string().regex(/^(\d{15})?$/);

/** Yuan with two decimals. */
export const amount = z.string().regex(/^\d{1,12}\.\d{2}$/);

/** Hundredths as a decimal with two places: square metres, mu, tons or yuan. */
export function decimal(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `20180131`, or the department's text for a missing day. */
export function compactDay(date: CalendarDate | null, none = ''): string {
  return date === null ? none : date.replaceAll('-', '');
}

/** `201801`. */
export function compactMonth(month: string): string {
  return month.replace('-', '');
}

/** `1` or `0`. */
export function mark(flag: boolean): string {
  return flag ? '1' : '0';
}

/** Departments' copies are a day old. */
export function dataDate(clock: Clock): CalendarDate {
  return addDays(shanghaiDate(clock.now()), -1);
}
