import type { Fen } from '../identity/fen.ts';
import type { Result, Words } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** What the office may decide of a case. */
export const DECISION_WORDS = {
  APPROVED: { zh: '确认同意', en: 'approved' },
  REFUSED: { zh: '不予确认同意', en: 'refused' },
  AMOUNT_CHANGED: { zh: '调整救助金额', en: 'amount changed' },
  GRACE_PERIOD: { zh: '渐退', en: 'grace period, then stopped' },
  STOPPED: { zh: '终止救助', en: 'stopped' },
} as const satisfies Readonly<Record<string, Words>>;
export type DecisionKind = keyof typeof DECISION_WORDS;

/** How soon the household is verified again: income hardly changes, is stable, is unsteady or somebody can work. */
export const RECHECKS = ['LASTING', 'STABLE', 'UNSTEADY'] as const;
export type Recheck = (typeof RECHECKS)[number];

/** A finding of the report on which a decision against the family rests. */
export type Ground = {
  /** Id of an indicator, or `INCOME`. */
  readonly finding: string;
  /** What the report says of it; `null` for `INCOME`. */
  readonly result: Result | null;
  /** In plain words, without names and amounts. */
  readonly words: Words;
  /** What a person established, where the report itself only warns. */
  readonly established: string | null;
};

/** What a decision says beside its kind. */
export type DecisionContent = {
  readonly reasons: string;
  readonly grounds: readonly Ground[];
  /** Aid for the household and month, where money is given. */
  readonly monthlyFen: Fen | null;
  /** First day on which it holds: the first of the month after the decision (2021 rule, Art 21); `null` for a refusal. */
  readonly from: CalendarDate | null;
  /** Last day of a grace period. */
  readonly until: CalendarDate | null;
};
