import type { Fen } from '../identity/fen.ts';
import type { Result, Words } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** The decisions that an office can take on a case. */
export const DECISION_WORDS = {
  APPROVED: { zh: '确认同意', en: 'approved' },
  REFUSED: { zh: '不予确认同意', en: 'refused' },
  AMOUNT_CHANGED: { zh: '调整救助金额', en: 'amount changed' },
  GRACE_PERIOD: { zh: '渐退', en: 'grace period, then stopped' },
  STOPPED: { zh: '终止救助', en: 'stopped' },
} as const satisfies Readonly<Record<string, Words>>;
export type DecisionKind = keyof typeof DECISION_WORDS;

/** The interval of re-verification: income hardly changes, is stable, or is unsteady or somebody can work. */
export const RECHECKS = ['LASTING', 'STABLE', 'UNSTEADY'] as const;
export type Recheck = (typeof RECHECKS)[number];

/** A finding of the report that supports a decision against the family. */
export type Ground = {
  /** Id of an indicator, or `INCOME`. */
  readonly finding: string;
  /** The result in the report; `null` for `INCOME`. */
  readonly result: Result | null;
  /** In plain words, without names and amounts. */
  readonly words: Words;
  /** The facts that a person established, where the report itself only warns. */
  readonly established: string | null;
};

/** The content of a decision besides its kind. */
export type DecisionContent = {
  readonly reasons: string;
  readonly grounds: readonly Ground[];
  /** Aid for the household per month, where money is granted. */
  readonly monthlyFen: Fen | null;
  /** First day of effect: the first of the month after the decision (2021 rule, Art 21); `null` for a refusal. */
  readonly from: CalendarDate | null;
  /** Last day of a grace period. */
  readonly until: CalendarDate | null;
};
