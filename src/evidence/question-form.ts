import type { CalendarDate } from '../platform/calendar-date.ts';

/**
 * Why a body that says whether a sum is over a line is asked for the amount after all.
 *
 * `LINE_UNDECIDED`: what was answered leaves open on which side of the line the household is. `OBJECTION`: somebody
 * objects to what the body said.
 */
export const AMOUNT_REASONS = ['LINE_UNDECIDED', 'OBJECTION'] as const;
export type AmountReason = (typeof AMOUNT_REASONS)[number];

/**
 * A body that takes questions of the form `LINE` 是否超限, and since when: only whether the sum is over a line, and nothing
 * that an office need not know. Every other question is `FULL`: it asks all that the body knows, amounts with it.
 */
export type LineTerms = {
  /** Its code; empty where the source answers itself. */
  readonly institution: string;
  /** First day on which it does, `2017-07-01`. */
  readonly from: string;
  /** Last day on which it does; `null` where no end is known. */
  readonly until: string | null;
  /** Whether it takes a question for the amount too. */
  readonly tellsAmount: boolean;
};

/** The terms of a body on this day; `null` where it is asked for everything at once. */
export function lineTermsOn(
  terms: readonly LineTerms[] | undefined,
  institution: string,
  day: CalendarDate,
): LineTerms | null {
  const holds = ({ from, until }: LineTerms) => from <= day && (until === null || day <= until);
  return terms?.find((one) => one.institution === institution && holds(one)) ?? null;
}
