import chineseDays from 'chinese-days';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseCalendarDate, shanghaiDate } from '../../../src/platform/calendar-date.ts';
import { PUBLISHED_FROM, PUBLISHED_THROUGH } from '../../../src/platform/holidays.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';

const on = parseCalendarDate;
const anyInstant = fc.integer({ min: Date.UTC(2017, 0, 2), max: Date.UTC(2026, 5, 1) }).map((ms) => new Date(ms));
const night = { opens: '22:00', closes: '06:00' };
const office = { opens: '09:00', closes: '17:00' };

describe('isWorkingDay', () => {
  it('agrees with the chinese-days library on every published day', () => {
    const disagreements: string[] = [];
    let compared = 0;
    for (let day = on(PUBLISHED_FROM); day <= PUBLISHED_THROUGH; day = addDays(day, 1)) {
      compared += 1;
      if (chineseCalendar.isWorkingDay(day) !== chineseDays.isWorkday(day)) disagreements.push(day);
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBe(3652);
  });

  it('does not trust the library beyond the notices, where it calls a New Year a working day', () => {
    expect(chineseDays.isWorkday('2027-01-01')).toBe(true);
    expect(PUBLISHED_THROUGH).toBe('2026-12-31');
  });

  it('knows the Spring Festival of 2018 and its make-up days', () => {
    expect(chineseCalendar.isWorkingDay(on('2018-02-15'))).toBe(false);
    expect(chineseCalendar.isWorkingDay(on('2018-02-11'))).toBe(true);
    expect(chineseCalendar.isWorkingDay(on('2018-02-24'))).toBe(true);
    expect(chineseCalendar.isWorkingDay(on('2018-02-10'))).toBe(false);
  });
});

describe('addWorkingDays', () => {
  it('does not count the day itself and runs to the last millisecond', () => {
    const friday = new Date('2018-01-12T02:00:00Z');
    expect(chineseCalendar.addWorkingDays(friday, 1)).toEqual({
      at: new Date('2018-01-15T15:59:59.999Z'),
      provisional: false,
    });
    expect(chineseCalendar.addWorkingDays(friday, 0).at).toEqual(new Date('2018-01-12T15:59:59.999Z'));
  });

  it('takes the day of Shanghai, not of UTC', () => {
    expect(chineseCalendar.addWorkingDays(new Date('2018-01-14T16:00:00Z'), 1).at).toEqual(
      new Date('2018-01-16T15:59:59.999Z'),
    );
  });

  it('goes around the Spring Festival', () => {
    expect(shanghaiDate(chineseCalendar.addWorkingDays(new Date('2018-02-14T02:00:00Z'), 3).at)).toBe('2018-02-24');
  });

  it('marks a term provisional once it counts a day without notice', () => {
    const december = new Date('2026-12-30T02:00:00Z');
    expect(chineseCalendar.addWorkingDays(december, 1).provisional).toBe(false);
    expect(chineseCalendar.addWorkingDays(december, 2).provisional).toBe(true);
    expect(chineseCalendar.addWorkingDays(new Date('2016-12-20T02:00:00Z'), 1).provisional).toBe(true);
  });

  it.each([-1, 1.5, Number.NaN])('refuses %d working days', (n) => {
    expect(() => chineseCalendar.addWorkingDays(new Date('2018-01-12T02:00:00Z'), n)).toThrow(RangeError);
  });

  it('counts exactly n working days', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const last = shanghaiDate(chineseCalendar.addWorkingDays(from, n).at);
        let counted = 0;
        for (let day = addDays(shanghaiDate(from), 1); day <= last; day = addDays(day, 1)) {
          if (chineseCalendar.isWorkingDay(day)) counted += 1;
        }
        expect(counted).toBe(n);
        expect(chineseCalendar.isWorkingDay(last)).toBe(true);
      }),
    );
  });
});

describe('nextOpening', () => {
  it.each([
    ['2018-01-15T13:59:59.999Z', '2018-01-15T14:00:00.000Z', 'waits for 22:00'],
    ['2018-01-15T14:00:00.000Z', '2018-01-15T14:00:00.000Z', 'is open at 22:00'],
    ['2018-01-15T21:59:59.999Z', '2018-01-15T21:59:59.999Z', 'is open until 06:00'],
    ['2018-01-15T22:00:00.000Z', '2018-01-16T14:00:00.000Z', 'is closed at 06:00'],
  ])('across midnight, %s gives %s: %s', (from, opening) => {
    expect(chineseCalendar.nextOpening(night, new Date(from))).toEqual(new Date(opening));
  });

  it('opens the next morning after closing', () => {
    expect(chineseCalendar.nextOpening(office, new Date('2018-01-15T09:00:00Z'))).toEqual(
      new Date('2018-01-16T01:00:00Z'),
    );
  });

  it('is always open without a window or with equal ends', () => {
    const from = new Date('2018-01-15T09:00:00Z');
    expect(chineseCalendar.nextOpening(null, from)).toBe(from);
    expect(chineseCalendar.nextOpening({ opens: '08:00', closes: '08:00' }, from)).toBe(from);
  });

  it('gives an instant at which the window is open', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    for (const calendar of [
      chineseCalendar,
      compressedCalendar(chineseCalendar, { workingDayMs: 1, windowWaitMs: 700 }),
    ]) {
      fc.assert(
        fc.property(anyInstant, time, time, (from, opens, closes) => {
          const opening = calendar.nextOpening({ opens, closes }, from);
          expect(opening.getTime()).toBeGreaterThanOrEqual(from.getTime());
          expect(calendar.nextOpening({ opens, closes }, opening)).toEqual(opening);
        }),
      );
    }
  });
});

describe('compressedCalendar', () => {
  const demo = compressedCalendar(chineseCalendar, { workingDayMs: 200, windowWaitMs: 1500 });
  const from = new Date('2018-01-15T04:00:00.123Z');

  it('lets a working day last as long as it is told', () => {
    expect(demo.addWorkingDays(from, 15)).toEqual({ at: new Date(from.getTime() + 3000), provisional: false });
  });

  it('ends no term of a day or more before the shortest one', () => {
    const floored = compressedCalendar(chineseCalendar, { workingDayMs: 200, windowWaitMs: 0, shortestTermMs: 500 });
    const lengths = [0, 1, 2, 3].map((days) => floored.addWorkingDays(from, days).at.getTime() - from.getTime());
    expect(lengths).toEqual([0, 500, 500, 600]);
  });

  it('opens a closed window within the wait, and keeps it open as long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (ms) => {
        const asked = new Date(from.getTime() + ms);
        const opening = demo.nextOpening(night, asked);
        expect(opening.getTime() - asked.getTime()).toBeLessThanOrEqual(1500);
        if (opening > asked) {
          const later = new Date(opening.getTime() + 1499);
          expect(demo.nextOpening(night, later)).toEqual(later);
        }
      }),
    );
  });

  it('leaves an open window open', () => {
    expect(demo.nextOpening(office, from)).toBe(from);
    expect(demo.nextOpening(null, from)).toBe(from);
    expect(demo.isWorkingDay(on('2018-02-15'))).toBe(false);
  });
});
