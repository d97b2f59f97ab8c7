import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Standing } from './standing.ts';
import type { StaleSource } from './stale.ts';
import type { NotReplayed } from './stock.ts';
import type { Tally } from './tally.ts';

/** One list of what a pack does to the cases that it governs, for one decision. It changes nothing by itself. */
export type PolicyEffect = {
  readonly id: string;
  readonly packId: string;
  readonly packSha256: string;
  /** As of this day evidence is called stale. */
  readonly asOf: CalendarDate;
  readonly drawnUpBy: string;
  readonly drawnUpAt: Date;
  readonly tally: Tally;
  /** The division of the pack. */
  readonly division: string;
};

export const EFFECT_OUTCOMES = ['MOVED', 'UNMOVED', 'NO_REPORT', 'NOT_REPLAYED'] as const;
export type EffectOutcome = (typeof EFFECT_OUTCOMES)[number];

/** A case on the list. */
export type PolicyEffectCase = {
  readonly position: number;
  readonly applicationId: string;
  readonly verificationId: string | null;
  readonly division: string;
  readonly outcome: EffectOutcome;
  /** Why it could not be judged again. */
  readonly reason: NotReplayed | null;
  /** `null` where it was not judged again. */
  readonly standing: { readonly before: Standing; readonly after: Standing } | null;
  readonly stale: readonly StaleSource[];
};
