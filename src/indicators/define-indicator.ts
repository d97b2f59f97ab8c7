import type { Category } from '../application/application.ts';
import type { DeclaredItem } from '../application/declared-item.ts';
import type { Fact, FactType } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { IndicatorOutcome, MissingAnswer, Words } from './outcome.ts';

/** A source as far as an indicator needs it: what it can tell, and the bodies whose answers make it whole. */
export type ExpectedSource = {
  readonly id: string;
  /** Kinds of fact that it can tell; absent where it is not known: then any. */
  readonly facts?: readonly FactType[];
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
  /** Sources of the registry; a kind of fact that an indicator needs and that none of them tells is 未接入. */
  readonly sources: readonly ExpectedSource[];
  readonly pack: PolicyPack;
  /** Set where the standard is not confirmed for the base date: no statement may rest on it. */
  readonly packNotice: string | null;
  /** The case that is checked; absent where it is not known. */
  readonly caseOf?: CaseOf;
};

/** The properties of the case that a rule may use: its place, the kind of aid, and the purpose of the verification. */
export type CaseOf = {
  /** Division of the case (GB/T 2260). */
  readonly division: string;
  readonly category: Category;
  readonly purpose: string;
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
  /**
   * Kinds of fact of which every counting member needs a conclusive answer from all who can tell them; the figure is of
   * the first. Everything that the rule reads is among them.
   */
  readonly factsNeeded: readonly [FactType, ...FactType[]];
  /** Selects the relevant facts among those kinds; all facts where it is absent. */
  readonly concerns?: (fact: Fact, input: IndicatorInput) => boolean;
  /** Versions that were laid aside name sources. A version in force needs kinds of fact: {@link NAMES_NO_SOURCE}. */
  readonly sourcesNeeded: readonly [string, ...string[]];
  /** The scope of the figure, and its limits. */
  readonly scope: Words;
  readonly evaluate: (input: IndicatorInput) => IndicatorOutcome;
};

export const NAMES_NO_SOURCE: Indicator['sourcesNeeded'] = [''];

/** The findings of an indicator's own rule; the remaining fields are computed in the same way for all indicators. */
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
  /** Whether the figure is compared with a threshold that the pack's confirmation covers. */
  readonly restsOnStandard: boolean;
};
