import type { Fen } from '../identity/fen.ts';
import { addDays, addMonths } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { DecisionKind } from './decision-kind.ts';

/**
 * The decisions that may follow each decision. A refusal or a stop is corrected on a newer report, e.g. after an
 * objection.
 */
const NEXT: Readonly<Record<DecisionKind | 'NONE', readonly DecisionKind[]>> = {
  NONE: ['APPROVED', 'REFUSED'],
  REFUSED: ['APPROVED', 'REFUSED'],
  APPROVED: ['AMOUNT_CHANGED', 'GRACE_PERIOD', 'STOPPED'],
  AMOUNT_CHANGED: ['AMOUNT_CHANGED', 'GRACE_PERIOD', 'STOPPED'],
  GRACE_PERIOD: ['AMOUNT_CHANGED', 'STOPPED'],
  STOPPED: ['APPROVED'],
};

/** Whether one decision may follow another; `null` means that nothing has been decided yet. */
export function mayFollow(before: DecisionKind | null, next: DecisionKind): boolean {
  return NEXT[before ?? 'NONE'].includes(next);
}

/**
 * Whether a decision takes something from the family or denies it. Such a decision needs grounds and waits for
 * objections. A change of amount is against the family where the amount falls.
 */
export function isAgainst(
  kind: DecisionKind,
  amounts: { readonly before: number | null; readonly now: number | null },
): boolean {
  if (kind === 'AMOUNT_CHANGED') return (amounts.now ?? 0) < (amounts.before ?? 0);
  return kind !== 'APPROVED';
}

/** The aid that the household receives under these decisions, fen per month; `null` where no money is granted. */
export function amountDrawn(
  decisions: readonly { readonly kind: DecisionKind; readonly monthlyFen: Fen | null }[],
): Fen | null {
  return decisions.findLast(({ kind }) => kind === 'APPROVED' || kind === 'AMOUNT_CHANGED')?.monthlyFen ?? null;
}

/** First and last day of effect of a decision. Source: 2021 rule, Art 21; grace period, notice of 2022-10-20. */
export function daysOf(
  kind: DecisionKind,
  decidedOn: CalendarDate,
  graceMonths: number | null,
): { readonly from: CalendarDate | null; readonly until: CalendarDate | null } {
  if (kind === 'REFUSED') return { from: null, until: null };
  const nextMonth = addMonths(decidedOn, 1);
  const from = addDays(nextMonth, 1 - Number(nextMonth.slice(-2)));
  return { from, until: graceMonths === null ? null : addDays(addMonths(from, graceMonths), -1) };
}
