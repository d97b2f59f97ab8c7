import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  atShanghaiTime,
  compareDates,
  monthsBetween,
  parseCalendarDate,
  printDate,
  shanghaiDate,
  shanghaiTime,
  startOfDay,
} from '../../../src/platform/calendar-date.ts';

const on = parseCalendarDate;
const anyDate = fc
  .integer({ min: 0, max: 73_000 })
  .map((days) => on(new Date(Date.UTC(1850, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)));

describe('parseCalendarDate', () => {
  it.each([
    '2017-07-01',
    '2017/7/1',
    '2017.7.1',
    '2017年7月1日',
    '2017 年 07 月 01 日',
    '20170701',
    '２０１７－０７－０１',
    ' 2017-7-1 ',
  ])('understands %s', (text) => {
    expect(on(text)).toBe('2017-07-01');
  });

  it.each(['2017-02-29', '1900-02-29', '2017-13-01', '2017-00-10', '2017-04-31', '0000-01-01', '20170230'])(
    'refuses %s, a day that never was',
    (text) => {
      expect(() => on(text)).toThrow(expect.objectContaining({ code: 'INVALID_DATE' }));
    },
  );

  it.each(['', '2017-07', '2017-07/01', '17-07-01', '1 July 2017', '2017-07-01T00:00', '2017年7月', '201771'])(
    'refuses %j, which is no date',
    (text) => {
      expect(() => on(text)).toThrow(expect.objectContaining({ code: 'INVALID_DATE' }));
    },
  );

  it('knows leap days', () => {
    expect(on('2000-02-29')).toBe('2000-02-29');
  });

  it('reads its own print', () => {
    fc.assert(fc.property(anyDate, (date) => on(printDate(date)) === date));
  });
});

describe('days and instants', () => {
  it('begins a day at 16:00 UTC of the day before', () => {
    expect(startOfDay(on('2018-01-15')).toISOString()).toBe('2018-01-14T16:00:00.000Z');
    expect(shanghaiDate(new Date('2018-01-14T15:59:59.999Z'))).toBe('2018-01-14');
    expect(shanghaiDate(new Date('2018-01-14T16:00:00Z'))).toBe('2018-01-15');
  });

  it('knows the summer time of 1988', () => {
    expect(startOfDay(on('1988-07-01')).toISOString()).toBe('1988-06-30T15:00:00.000Z');
  });

  it('finds the day that it started', () => {
    fc.assert(fc.property(anyDate, (date) => shanghaiDate(startOfDay(date)) === date));
  });

  it('finds a time on the wall', () => {
    expect(atShanghaiTime(on('2018-01-15'), '22:30').toISOString()).toBe('2018-01-15T14:30:00.000Z');
    expect(shanghaiTime(new Date('2018-01-15T14:30:59.999Z'))).toBe('2018-01-15 22:30:59');
    expect(shanghaiTime(new Date('2018-01-14T16:00:00Z'))).toBe('2018-01-15 00:00:00');
  });

  it.each(['24:00', '7:00', '12:60', ''])('refuses the time %j', (time) => {
    expect(() => atShanghaiTime(on('2018-01-15'), time)).toThrow(RangeError);
  });
});

describe('arithmetic', () => {
  it('crosses months and years', () => {
    expect(addDays(on('2017-12-31'), 1)).toBe('2018-01-01');
    expect(addDays(on('2018-03-01'), -1)).toBe('2018-02-28');
  });

  it('undoes added days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, n) => addDays(addDays(date, n), -n) === date),
    );
  });

  it('clamps to the end of a short month', () => {
    expect(addMonths(on('2017-01-31'), 1)).toBe('2017-02-28');
    expect(addMonths(on('2016-02-29'), 12)).toBe('2017-02-28');
    expect(addMonths(on('2017-03-31'), -1)).toBe('2017-02-28');
  });

  it('counts whole months', () => {
    expect(monthsBetween(on('2017-07-01'), on('2018-07-01'))).toBe(12);
    expect(monthsBetween(on('2017-07-01'), on('2018-06-30'))).toBe(11);
    expect(monthsBetween(on('2018-07-01'), on('2017-07-01'))).toBe(-12);
    expect(monthsBetween(on('2017-01-31'), on('2017-02-28'))).toBe(0);
    expect(monthsBetween(on('2017-01-31'), on('2017-03-31'))).toBe(2);
  });

  it('comes of age on the birthday', () => {
    expect(ageOn(on('2000-01-15'), on('2018-01-14'))).toBe(17);
    expect(ageOn(on('2000-01-15'), on('2018-01-15'))).toBe(18);
    expect(ageOn(on('2000-02-29'), on('2018-02-28'))).toBe(17);
    expect(ageOn(on('2000-02-29'), on('2018-03-01'))).toBe(18);
    expect(ageOn(on('2018-01-15'), on('2018-01-15'))).toBe(0);
    expect(ageOn(on('2018-01-16'), on('2018-01-15'))).toBe(-1);
  });

  it('orders dates in time', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(compareDates(a, b)).toBe(Math.sign(startOfDay(a).getTime() - startOfDay(b).getTime()));
      }),
    );
  });
});
