import type { Assessment } from '../assessment/assess.ts';
import type { ContestHead, Effect } from '../contested/contest.ts';
import type { Figure, Result, Words } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** An objection or a dispute on the page: what is held to be wrong, how it ended, and what it does to the figures. */
export type ContestRow = {
  readonly id: string;
  readonly number: string;
  readonly kind: ContestHead['kind'];
  readonly kindWords: Words;
  /** `null` where an indicator of the whole household is objected to. */
  readonly personId: string | null;
  readonly personName: string | null;
  /** The contested statement, and why the family considers it wrong; as written, in Chinese. */
  readonly what: string;
  readonly why: string;
  readonly filedOn: CalendarDate;
  readonly state: ContestHead['state'];
  readonly outcome: ContestHead['outcome'];
  /** 处理中, or how it ended. */
  readonly outcomeWords: Words;
  readonly reason: string | null;
  readonly settledOn: CalendarDate | null;
  readonly effect: Effect;
  readonly effectWords: Words;
  /** The facts in this version's evidence that it touches: they stay visible whatever the figures do. */
  readonly facts: readonly { readonly key: string; readonly text: string }[];
};

/** The same report without the facts of disputes that are not settled, beside the one with them. */
export type WithoutDisputed = {
  /** Indicators that would say something else. */
  readonly indicators: readonly {
    readonly id: string;
    readonly names: Words;
    readonly result: Result;
    readonly resultWords: Words;
    readonly figure: Figure | null;
  }[];
  readonly assessment: Assessment | null;
  readonly conclusions: readonly Words[];
};
