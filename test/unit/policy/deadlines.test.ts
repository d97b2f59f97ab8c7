import { describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { endOfTerm, findTerm, termOn } from '../../../src/policy/deadlines.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07-2');
const FIRST = findPack(POLICY_PACKS, 'wuxi-urban-2017-07');
const day = parseCalendarDate;
const noon = (text: string) => new Date(`${text}T12:00:00+08:00`);
const endOf = (count: number, unit: 'WORKING_DAYS' | 'CALENDAR_DAYS' | 'MONTHS', from: string) =>
  endOfTerm({ count, unit }, noon(from), chineseCalendar);

describe('the terms of a pack', () => {
  it('follow the law of the day', () => {
    expect(termOn(PACK, 'CONFIRMATION', day('2018-03-01'))).toMatchObject({ count: 5, unit: 'WORKING_DAYS' });
    expect(termOn(PACK, 'CONFIRMATION', day('2021-07-01'))).toMatchObject({ count: 10, unit: 'WORKING_DAYS' });
    expect(termOn(PACK, 'RECHECK_UNSTEADY', day('2018-03-01'))).toMatchObject({ count: 1, unit: 'MONTHS' });
    expect(termOn(PACK, 'RECHECK_UNSTEADY', day('2026-01-01'))).toMatchObject({ count: 6, unit: 'MONTHS' });
  });

  it('count 天 as calendar days and 工作日 as working days', () => {
    expect(termOn(PACK, 'PUBLICITY', day('2026-01-01'))).toMatchObject({ count: 7, unit: 'CALENDAR_DAYS' });
    expect(termOn(PACK, 'REFUSAL_NOTICE', day('2018-03-01')).unit).toBe('CALENDAR_DAYS');
    expect(termOn(PACK, 'REFUSAL_NOTICE', day('2026-01-01')).unit).toBe('WORKING_DAYS');
  });

  it('include the two that are rules of their own', () => {
    expect(termOn(FIRST, 'OBJECTION', day('2018-03-01'))).toMatchObject({ count: 10, verified: false });
    expect(termOn(FIRST, 'VERIFICATION_REPORT', day('2018-03-01'))).toMatchObject({ count: 20, verified: false });
  });

  it('are named where a pack has none', () => {
    expect(findTerm(PACK, 'WHOLE_PROCESS', day('2018-03-01'))).toBeNull();
    expect(() => termOn(FIRST, 'PUBLICITY', day('2018-03-01'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('are called verified only where a text that was seen sets them', () => {
    const unseen = PACK.rules.deadlines?.filter(({ verified }) => !verified).map(({ value }) => value.kind);
    expect([...new Set(unseen)]).toEqual([
      'TOWNSHIP_REVIEW',
      'OBJECTION_REVIEW',
      'CORRECTION',
      'IDENTITY_DISPUTE',
      'RECONSIDERATION',
      'LITIGATION',
    ]);
  });
});

describe('endOfTerm', () => {
  it('leaves out the first day and runs to the end of the last', () => {
    expect(endOf(7, 'CALENDAR_DAYS', '2018-03-05')).toEqual({
      at: new Date('2018-03-12T23:59:59.999+08:00'),
      provisional: false,
    });
    expect(endOf(3, 'WORKING_DAYS', '2018-03-08').at).toEqual(new Date('2018-03-13T23:59:59.999+08:00'));
  });

  it('moves a last day that is a day off to the next working day', () => {
    expect(endOf(7, 'CALENDAR_DAYS', '2018-03-03').at).toEqual(new Date('2018-03-12T23:59:59.999+08:00'));
    expect(endOf(6, 'MONTHS', '2018-04-01').at).toEqual(new Date('2018-10-08T23:59:59.999+08:00'));
  });

  it('is provisional where no holiday notice tells', () => {
    expect(endOf(6, 'MONTHS', '2026-11-02').provisional).toBe(true);
    expect(endOf(60, 'CALENDAR_DAYS', '2026-03-02').provisional).toBe(false);
  });
});
