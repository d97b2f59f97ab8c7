import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCalendarDate, shanghaiDate } from '../../../src/platform/calendar-date.ts';
import { missingHolidayWords, missingHolidayYear, printLastDay } from '../../../src/platform/missing-holidays.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { PUBLISHED_THROUGH } from '../../../src/platform/holidays.ts';

describe('a holiday notice that is not held', () => {
  it.each([
    ['2026-10-31T15:59:59.999Z', '2026-12-31', null],
    ['2026-10-31T16:00:00Z', '2026-12-31', '2027'],
    ['2026-12-31T10:00:00Z', '2026-12-31', '2027'],
    ['2027-03-01T10:00:00Z', '2026-12-31', '2027'],
    ['2026-12-01T10:00:00Z', '2027-12-31', null],
    ['2030-06-01T10:00:00Z', '2027-12-31', '2028'],
  ])('at %s, with notices through %s, is told as %s', (now, through, year) => {
    expect(missingHolidayYear(new Date(now), through)).toBe(year);
  });

  it('is told in both languages', () => {
    expect(missingHolidayWords('2027')).toMatchObject({
      zh: expect.stringContaining('2027年节假日安排'),
      en: expect.stringContaining('2027'),
    });
  });
});

describe('the last day of a term on paper', () => {
  it('is a day where all notices are held, and "not before" past the last one, whatever the term', () => {
    const from = fc.integer({ min: Date.UTC(2026, 9, 1), max: Date.UTC(2027, 2, 1) }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 60 }), (start, days) => {
        const { at, provisional } = chineseCalendar.addWorkingDays(start, days);
        const { zh, en } = printLastDay({ day: shanghaiDate(at), provisional });
        const past = shanghaiDate(at) > PUBLISHED_THROUGH;
        expect([zh.startsWith('不早于 '), en.startsWith('not before ')]).toEqual([past, past]);
      }),
    );
  });

  it('is printed as papers print days', () => {
    const day = parseCalendarDate('2027-01-08');
    expect(printLastDay({ day, provisional: true })).toEqual({
      zh: '不早于 2027年1月8日',
      en: 'not before 2027-01-08',
    });
    expect(printLastDay({ day, provisional: false })).toEqual({ zh: '2027年1月8日', en: '2027-01-08' });
  });
});
