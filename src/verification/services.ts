import type { CaseServices } from '../application/services.ts';
import type { LineTerms } from '../evidence/question-form.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { Signer } from '../protection/signer.ts';
import type { SourceNames } from '../report/input.ts';
import type { SourceTerms } from '../sources/terms.ts';

/** What a check needs to know of a source in order to plan its questions; derived from the registry of sources. */
export type PlannedSource = SourceNames & {
  /** Kinds of fact that it speaks of. */
  readonly facts: readonly string[];
  readonly connected: boolean;
  /** Codes of its institutions to which no line is laid; none where it is absent. */
  readonly unconnectedInstitutions?: readonly string[];
  /** Certificate types by which the source knows people. */
  readonly certificates: readonly string[];
  /** Working days after which silence is `NO_RESPONSE`, unless a policy pack sets another. */
  readonly turnaroundWorkingDays: number;
  readonly staleAfterDays: number;
  /** How it is asked here, for operators; `null` where no line is laid. */
  readonly terms: SourceTerms | null;
  /** For how long and for which purposes its answer serves for an identical question. */
  readonly reuse: { readonly withinHours: number; readonly purposes: readonly string[] };
  /** Its bodies that say whether a sum is over a line; none where it is absent. */
  readonly lineQuestions?: readonly LineTerms[];
};

/** What the room of verifications needs from outside. */
export type VerificationServices = CaseServices & {
  readonly calendar: WorkingCalendar;
  readonly packs: readonly PolicyPack[];
  readonly sources: readonly PlannedSource[];
  /** Synthetic people: every report says 演示数据. */
  readonly demo: boolean;
  /** Signs every version of a report as it is drawn up. */
  readonly signer: Signer;
};
