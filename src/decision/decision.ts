import type { Words } from '../indicators/outcome.ts';

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
