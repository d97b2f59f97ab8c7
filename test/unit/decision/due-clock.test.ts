import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../../src/decision/due-clock.ts';
import type { DueClock } from '../../../src/decision/due-clock.ts';
import type { ClockFacts } from '../../../src/decision/clock-rules.ts';
import { parseCalendarDate, shanghaiTime } from '../../../src/platform/calendar-date.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { findTerm } from '../../../src/policy/deadlines.ts';
import type { Term } from '../../../src/policy/deadlines.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';

const at = (text: string) => new Date(`${text}:00+08:00`);
const pack = POLICY_PACKS.find(({ rules }) => rules.deadlines !== undefined);
if (pack === undefined) throw new Error('a pack states the terms of procedure');
const law = (kind: Term['kind'], day: Parameters<typeof findTerm>[2]) => findTerm(pack, kind, day);

/** Accepted on Monday, 4 March 2024. */
const CASE: ClockFacts = {
  acceptedAt: at('2024-03-04T10:00'),
  delegated: false,
  category: 'MINIMUM_LIVING',
  steps: [],
  checks: [],
  decisions: [],
  contests: [],
};

const clocks = (facts: Partial<ClockFacts>, now: string) =>
  clocksOf({ ...CASE, ...facts }, law, chineseCalendar, at(now));
const line = ({ term, dueAt, state, daysLeft }: DueClock) =>
  `${term.kind} ${shanghaiTime(dueAt).slice(0, 10)} ${state} ${daysLeft}`;
const one = (kind: Term['kind'], facts: Partial<ClockFacts>, now: string) =>
  clocks(facts, now)
    .filter(({ term }) => term.kind === kind)
    .map(line);

describe('clocks of a case', () => {
  it('run in working days from acceptance, over the holiday and the working Sunday', () => {
    expect(clocks({}, '2024-03-06T09:00').map(line)).toEqual([
      'SURVEY_START 2024-03-07 RUNNING 1',
      'TOWNSHIP_REVIEW 2024-04-01 RUNNING 18',
      'WHOLE_PROCESS 2024-04-16 RUNNING 28',
    ]);
  });

  it('say how many working days they are overdue', () => {
    expect(one('SURVEY_START', {}, '2024-03-11T09:00')).toEqual(['SURVEY_START 2024-03-07 OVERDUE -2']);
  });

  it('are kept up to the last moment of the last day, and late after it', () => {
    const started = (text: string) =>
      one('SURVEY_START', { steps: [{ kind: 'SURVEY_STARTED', at: at(text) }] }, '2024-06-03T09:00');
    expect(started('2024-03-07T23:59')).toEqual(['SURVEY_START 2024-03-07 KEPT null']);
    expect(started('2024-03-08T00:00')).toEqual(['SURVEY_START 2024-03-07 LATE null']);
  });

  it('stand still while the family owes papers, and run on when they are there', () => {
    const missing = { kind: 'MATERIALS_MISSING', at: at('2024-03-05T09:00') } as const;
    const received = { kind: 'MATERIALS_RECEIVED', at: at('2024-03-12T09:00') } as const;
    expect(one('SURVEY_START', { steps: [missing] }, '2024-03-12T12:00')).toEqual(['SURVEY_START 2024-03-14 PAUSED 2']);
    expect(one('SURVEY_START', { steps: [missing, received] }, '2024-03-13T09:00')).toEqual([
      'SURVEY_START 2024-03-14 RUNNING 1',
    ]);
  });

  it('a term that was overdue before papers were asked for stays overdue', () => {
    const missing = { kind: 'MATERIALS_MISSING', at: at('2024-03-11T09:00') } as const;
    expect(one('SURVEY_START', { steps: [missing] }, '2024-03-11T12:00')).toEqual([
      'SURVEY_START 2024-03-07 OVERDUE -2',
    ]);
  });

  it('count publicity in calendar days, which must run out', () => {
    const begun = { kind: 'PUBLICITY_BEGUN', at: at('2024-03-08T09:00') } as const;
    expect(one('PUBLICITY', { steps: [begun] }, '2024-03-11T09:00')).toEqual(['PUBLICITY 2024-03-15 RUNNING 4']);
    expect(one('PUBLICITY', { steps: [begun] }, '2024-03-18T09:00')).toEqual(['PUBLICITY 2024-03-15 RUN_OUT -3']);
    const ended = { kind: 'PUBLICITY_ENDED', at: at('2024-03-18T10:00') } as const;
    expect(one('PUBLICITY', { steps: [begun, ended] }, '2024-03-19T09:00')).toEqual(['PUBLICITY 2024-03-15 KEPT null']);
  });

  it('take the term of the day: before July 2021 the survey, after it its start', () => {
    const accepted = { acceptedAt: at('2018-03-05T09:30') };
    expect(clocks(accepted, '2018-03-06T09:00').map(({ term }) => term.kind)).toEqual(['SURVEY', 'TOWNSHIP_REVIEW']);
    expect(
      one(
        'CONFIRMATION',
        { ...accepted, steps: [{ kind: 'FILE_RECEIVED', at: at('2018-03-12T09:00') }] },
        '2018-03-13T09:00',
      ),
    ).toEqual(['CONFIRMATION 2018-03-19 RUNNING 4']);
  });

  it('the whole process is shorter where the township decides and longer in special cases', () => {
    expect(one('WHOLE_PROCESS_DELEGATED', { delegated: true }, '2024-03-05T09:00')).toEqual([
      'WHOLE_PROCESS_DELEGATED 2024-04-01 RUNNING 19',
    ]);
    const extended = { steps: [{ kind: 'TERM_EXTENDED', at: at('2024-04-10T09:00') } as const] };
    expect(clocks(extended, '2024-04-11T09:00').map(({ term }) => term.kind)).toContain('WHOLE_PROCESS_EXTENDED');
    expect(clocks(extended, '2024-04-11T09:00').map(({ term }) => term.kind)).not.toContain('WHOLE_PROCESS');
  });

  it('after a refusal the notice is due, and the time to object runs from its delivery', () => {
    const decisions = [{ kind: 'REFUSED', decidedAt: at('2024-03-18T10:00'), recheck: null, until: null }] as const;
    expect(one('REFUSAL_NOTICE', { decisions }, '2024-03-19T09:00')).toEqual(['REFUSAL_NOTICE 2024-03-21 RUNNING 2']);
    const steps = [{ kind: 'NOTICE_DELIVERED', at: at('2024-03-20T10:00') }] as const;
    expect(one('REFUSAL_NOTICE', { decisions, steps }, '2024-03-21T09:00')).toEqual([
      'REFUSAL_NOTICE 2024-03-21 KEPT null',
    ]);
    expect(one('OBJECTION', { decisions, steps }, '2024-03-21T09:00')).toHaveLength(1);
  });

  it('a decision ends what leads to it, recorded or not', () => {
    const decisions = [{ kind: 'APPROVED', decidedAt: at('2024-03-18T10:00'), recheck: null, until: null }] as const;
    const ended = clocks({ decisions }, '2024-06-03T09:00').filter(({ endedAt }) => endedAt !== null);
    expect(ended.map(({ term, state }) => `${term.kind} ${state}`)).toEqual([
      'SURVEY_START LATE',
      'TOWNSHIP_REVIEW KEPT',
      'WHOLE_PROCESS KEPT',
    ]);
  });

  it('a grant is verified again by its class, the shorter where none was given', () => {
    const grant = (recheck: 'STABLE' | null) => ({
      decisions: [{ kind: 'APPROVED', decidedAt: at('2024-03-18T10:00'), recheck, until: null }] as const,
    });
    expect(one('RECHECK_STABLE', grant('STABLE'), '2024-04-01T09:00')).toEqual([
      'RECHECK_STABLE 2025-03-18 RUNNING 351',
    ]);
    expect(one('RECHECK_UNSTEADY', grant(null), '2024-04-01T09:00')).toHaveLength(1);
  });

  describe('as long as aid is given', () => {
    const decided = (kind: ClockFacts['decisions'][number]['kind'], day: string, until: string | null = null) => ({
      kind,
      decidedAt: at(`${day}T10:00`),
      recheck: null,
      until: until === null ? null : parseCalendarDate(until),
    });
    const died = (day: string) => ({ kind: 'MEMBER_DIED', at: at(`${day}T00:00`) }) as const;

    it.each<[string, Partial<ClockFacts>, readonly string[]]>([
      [
        'a death is to be followed by a decision within three months',
        { decisions: [decided('APPROVED', '2024-03-18')], steps: [died('2024-04-02')] },
        ['DEATH_ADJUSTMENT 2024-07-02 RUNNING 29'],
      ],
      [
        'one that followed ends it',
        {
          decisions: [decided('APPROVED', '2024-03-18'), decided('AMOUNT_CHANGED', '2024-05-06')],
          steps: [died('2024-04-02')],
        },
        ['DEATH_ADJUSTMENT 2024-07-02 KEPT null'],
      ],
      [
        'of two deaths the first that no decision knows counts',
        {
          decisions: [decided('APPROVED', '2024-03-18'), decided('AMOUNT_CHANGED', '2024-04-10')],
          steps: [died('2024-04-02'), died('2024-04-20'), died('2024-05-20')],
        },
        ['DEATH_ADJUSTMENT 2024-07-22 RUNNING 49'],
      ],
      ['a death before anything was granted begins no term', { steps: [died('2024-04-02')] }, []],
    ])('%s', (_what, facts, expected) => {
      expect(one('DEATH_ADJUSTMENT', facts, '2024-06-03T09:00')).toEqual(expected);
    });

    it('a grace period ends on its last day, by which the stop is to be decided', () => {
      const decisions = [decided('APPROVED', '2024-03-18'), decided('GRACE_PERIOD', '2024-05-06', '2024-10-31')];
      expect(one('GRACE', { decisions }, '2024-10-30T09:00')).toEqual(['GRACE 2024-10-31 RUNNING 1']);
      expect(one('GRACE', { decisions }, '2024-11-04T09:00')).toEqual(['GRACE 2024-10-31 OVERDUE -4']);
      const stopped = [...decisions, decided('STOPPED', '2024-10-31')];
      expect(one('GRACE', { decisions: stopped }, '2024-11-04T09:00')).toEqual(['GRACE 2024-10-31 KEPT null']);
    });

    it('rigid expenditure is recognised for a year at most, and only in its own category', () => {
      const decisions = [decided('APPROVED', '2025-03-18')];
      const facts = { acceptedAt: at('2025-03-03T10:00'), decisions };
      expect(one('RIGID_VALIDITY', { ...facts, category: 'EXPENDITURE_POVERTY' }, '2026-03-17T09:00')).toEqual([
        'RIGID_VALIDITY 2026-03-18 RUNNING 1',
      ]);
      expect(one('RIGID_VALIDITY', facts, '2026-03-17T09:00')).toEqual([]);
    });
  });

  it('run for every objection, dispute and ticket by its own number, as they were fixed when it began', () => {
    const contest = (kind: ClockFacts['contests'][number]['kind'], about: string, endedAt: string | null) => ({
      kind,
      about,
      startedAt: at('2024-03-05T09:00'),
      endedAt: endedAt === null ? null : at(endedAt),
      deadline: { at: at('2024-03-19T23:59'), provisional: false },
    });
    const contests = [
      contest('OBJECTION_REVIEW', 'YY-1', null),
      contest('OBJECTION_REVIEW', 'YY-2', '2024-03-20T09:00'),
      contest('IDENTITY_DISPUTE', 'ZY-1', '2024-03-19T09:00'),
      contest('CORRECTION', 'JH-1', null),
    ];
    const found = clocks({ contests }, '2024-03-21T09:00').filter(({ about }) => about !== null);
    expect(found.map(({ about, state, daysLeft, term }) => `${about} ${state} ${daysLeft} ${term.verified}`)).toEqual([
      'YY-1 OVERDUE -2 false',
      'YY-2 LATE null false',
      'ZY-1 KEPT null false',
      'JH-1 OVERDUE -2 false',
    ]);
  });

  it('are provisional beyond the last published holiday notice', () => {
    const found = clocks({ acceptedAt: at('2026-12-21T09:00') }, '2026-12-22T09:00');
    expect(found.map(({ term, provisional }) => [term.kind, provisional])).toEqual([
      ['SURVEY_START', false],
      ['TOWNSHIP_REVIEW', true],
      ['WHOLE_PROCESS', true],
    ]);
  });

  it('never let more time pass than has passed: from one hour to the next the days left fall by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 90 }), fc.integer({ min: 1, max: 24 }), (hours, later) => {
        const now = (plus: number) => new Date(CASE.acceptedAt.getTime() + plus * 3_600_000);
        const left = (plus: number) =>
          clocksOf(CASE, law, chineseCalendar, now(plus)).map(({ daysLeft }) => daysLeft ?? Number.NaN);
        const before = left(hours);
        left(hours + later).forEach((days, index) => {
          const fell = (before[index] ?? Number.NaN) - days;
          expect(fell).toBeGreaterThanOrEqual(0);
          expect(fell).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 50 },
    );
  });
});
