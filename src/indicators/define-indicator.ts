import type { DeclaredItem } from '../application/declared-item.ts';
import type { FactType } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { IndicatorOutcome, MissingAnswer, Words } from './outcome.ts';

/** A source as far as an indicator needs it: its id and the bodies whose answers make it whole, with their names. */
export type ExpectedSource = {
  readonly id: string;
  readonly department: Words;
  readonly institutions: readonly (Words & { readonly code: string })[];
};

/** Everything an indicator may look at. Evidence and declared items of others than `counted` are ignored. */
export type IndicatorInput = {
  readonly baseDate: CalendarDate;
  /** The members who count in the household on the base date. */
  readonly counted: readonly HouseholdMember[];
  /** Everybody on the form: also members who do not count, and supporters outside the household. */
  readonly onForm: readonly HouseholdMember[];
  readonly evidence: readonly EvidencePiece[];
  readonly declared: readonly DeclaredItem[];
  /** Sources that are connected; a source that an indicator needs and that is not here is 未接入. */
  readonly sources: readonly ExpectedSource[];
  readonly pack: PolicyPack;
  /** Set where the standard is not confirmed for the base date: no statement may rest on it. */
  readonly packNotice: string | null;
};

/** One of the eleven indicators 指标: one file under `src/indicators/`. */
export type Indicator = {
  /** `I01` to `I11`, never reused. */
  readonly id: string;
  /** Raised with every change of its rule, so that an old report can say by which rule it was made. */
  readonly version: number;
  readonly names: Words;
  /** The text on which the indicator stands. */
  readonly citation: string;
  readonly factsNeeded: readonly FactType[];
  /** Registry ids of the sources of which every counting member needs a conclusive answer; the figure is the first's. */
  readonly sourcesNeeded: readonly [string, ...string[]];
  /** What the figure speaks of, and what it does not. */
  readonly scope: Words;
  readonly evaluate: (input: IndicatorInput) => IndicatorOutcome;
};

/** What an indicator's own rule finds in the facts; the rest is the same for all of them. */
export type Findings = Pick<IndicatorOutcome, 'figure' | 'line' | 'lineSource'> & {
  /** Answers beside those of the reading on which the rule would have to rest; none where it is absent. */
  readonly missing?: readonly MissingAnswer[];
  /** Facts beyond the line that stand whatever the missing answers may bring. */
  readonly exceeds: readonly Words[];
  readonly warnings: readonly Words[];
  readonly exempt: readonly Words[];
  /** Sentences that explain the figure and change nothing. */
  readonly notes: readonly Words[];
  readonly visitHints: readonly Words[];
  /** Whether the figure is held against a line that the pack's confirmation covers. */
  readonly restsOnStandard: boolean;
};
