import { dayAfter, shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Deadline, WorkingCalendar } from '../platform/working-days.ts';
import { endOfTerm } from '../policy/deadlines.ts';
import type { Term } from '../policy/deadlines.ts';
import { CLOCK_RULES } from './clock-rules.ts';
import type { ClockFacts, ClockRule, Span } from './clock-rules.ts';

export const CLOCK_STATES = [
  'RUNNING',
  /** The family must supply papers; the time does not count. */
  'PAUSED',
  'OVERDUE',
  /** A minimum term has ended; the step that waited for it is now possible. */
  'RUN_OUT',
  'KEPT',
  'LATE',
] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** One statutory term of a case. */
export type DueClock = {
  readonly term: Term;
  /** Number of the objection, dispute or ticket that the term belongs to; `null` for a term of the case itself. */
  readonly about: string | null;
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** Counts days for which no holiday notice has been published. */
  readonly provisional: boolean;
  readonly endedAt: Date | null;
  /** Days in which the family had to supply papers, in the term's own unit. */
  readonly pausedDays: number;
  readonly state: ClockState;
  /**
   * Days until it is due, in working days where the term is in working days, otherwise in calendar days; negative:
   * overdue.
   */
  readonly daysLeft: number | null;
};

/** The statutory term in force on a day; `null` where there is none. */
export type Law = (kind: Term['kind'], day: CalendarDate) => Term | null;

/**
 * Every term of a case, computed only from the facts recorded so far, the law and the calendar. A term is left out
 * where no law sets it on the day on which it would begin.
 * Source: 最低生活保障审核确认办法 (2021) Art 15 to 32 and the rule of 2012 before it, as dated data of the policy pack.
 */
export function clocksOf(facts: ClockFacts, law: Law, calendar: WorkingCalendar, now: Date): readonly DueClock[] {
  return runningIn(facts).flatMap(({ rule, span, about }) => {
    const term = law(rule.kind, shanghaiDate(span.startedAt));
    if (term === null) return [];
    const pauses = rule.pausable ? pausesOf(facts.steps) : [];
    const { deadline, pausedDays, paused } = dueOf(span, term, pauses, calendar, now);
    const open = span.endedAt === null;
    return [
      {
        term,
        about,
        startedAt: span.startedAt,
        dueAt: deadline.at,
        provisional: deadline.provisional,
        endedAt: span.endedAt,
        pausedDays,
        state: stateOf({ ...span, dueAt: deadline.at, paused, atLeast: rule.atLeast ?? false }, now),
        daysLeft: open ? daysLeft(term, deadline.at, calendar, now) : null,
      },
    ];
  });
}

type Running = { readonly rule: Omit<ClockRule, 'span'>; readonly span: Span; readonly about: string | null };

/** Every term that runs or ran in a case, in the order of the procedure; terms of contests come last. */
function runningIn(facts: ClockFacts): readonly Running[] {
  return [
    ...CLOCK_RULES.flatMap((rule) => {
      const span = rule.span(facts);
      return span === null ? [] : [{ rule, span, about: null }];
    }),
    ...facts.contests.map(({ kind, about, ...span }) => ({ rule: { kind, pausable: false }, span, about })),
  ];
}

/** A period in which the family had to supply papers; `to` is `null` while it lasts. */
type Pause = { readonly from: Date; readonly to: Date | null };

function pausesOf(steps: ClockFacts['steps']): readonly Pause[] {
  const pauses: Pause[] = [];
  for (const { kind, at } of steps) {
    const open = pauses.at(-1);
    if (kind === 'MATERIALS_MISSING') pauses.push({ from: at, to: null });
    else if (kind === 'MATERIALS_RECEIVED' && open?.to === null) pauses.splice(-1, 1, { from: open.from, to: at });
  }
  return pauses;
}

function dueOf(
  { startedAt, endedAt, deadline }: Span,
  term: Term,
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
  now: Date,
): { readonly deadline: Deadline; readonly pausedDays: number; readonly paused: boolean } {
  if (deadline !== undefined) return { deadline, pausedDays: 0, paused: false };
  let due = endOfTerm(term, startedAt, calendar);
  let pausedDays = 0;
  let paused = false;
  for (const { from, to } of pauses) {
    // Asking for papers does not extend a term that had ended or was already overdue.
    if (from > due.at || (endedAt !== null && from >= endedAt) || (to !== null && to <= startedAt)) continue;
    const end = earliest(to, endedAt) ?? now;
    pausedDays += daysBetween(term, from < startedAt ? startedAt : from, end, calendar);
    paused = to === null && endedAt === null;
    due = endOfTerm({ count: term.count + pausedDays, unit: term.unit }, startedAt, calendar);
  }
  return { deadline: due, pausedDays, paused };
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

type Standing = Span & { readonly dueAt: Date; readonly paused: boolean; readonly atLeast: boolean };

function stateOf({ endedAt, dueAt, paused, atLeast }: Standing, now: Date): ClockState {
  if (endedAt !== null) return atLeast || endedAt <= dueAt ? 'KEPT' : 'LATE';
  if (paused) return 'PAUSED';
  if (now <= dueAt) return 'RUNNING';
  return atLeast ? 'RUN_OUT' : 'OVERDUE';
}

/** Days until a term is due, in its unit; negative: overdue. */
export function daysLeft(term: Pick<Term, 'unit'>, dueAt: Date, calendar: WorkingCalendar, now: Date): number {
  return now <= dueAt ? daysBetween(term, now, dueAt, calendar) : -daysBetween(term, dueAt, now, calendar);
}

/**
 * Days from `from` to `to`, without the first, counted in working days where the term is in working days. `to` is
 * not earlier than `from`.
 */
function daysBetween({ unit }: Pick<Term, 'unit'>, from: Date, to: Date, calendar: WorkingCalendar): number {
  const last = shanghaiDate(to);
  let count = 0;
  for (let day = dayAfter(shanghaiDate(from)); day <= last; day = dayAfter(day)) {
    if (unit !== 'WORKING_DAYS' || calendar.isWorkingDay(day)) count += 1;
  }
  return count;
}
