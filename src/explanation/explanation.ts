import type { LineSource, Words } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** A rule for which a finding matters. */
export type Matter = {
  /** `I03`, and its name. */
  readonly indicatorId: string;
  readonly name: Words;
  /** Why it matters, in plain words. */
  readonly why: Words;
  /** The text on which the rule stands, as the report cites it. */
  readonly citation: string;
  /** What the rule allows, and from where; `null` where it knows no line. */
  readonly line: (Words & { readonly source: LineSource | null }) | null;
};

/** What one department or bank said about one person. */
export type ToldFinding = {
  readonly personId: string;
  /** The reader, or somebody whose guardian the reader is. */
  readonly about: Words;
  readonly from: Words;
  /** The day up to which its data were current; `null` where it did not say. */
  readonly asOf: CalendarDate | null;
  readonly found: readonly Words[];
  readonly matters: readonly Matter[];
};

/**
 * What one adult of a household is told of a report, in plain words, before anything is decided: what was found about
 * them and those whose guardian they are, and of the household no more than its result. Plain JSON.
 */
export type Explanation = {
  readonly shapeVersion: 1;
  readonly demoMark: string | null;
  readonly title: Words;
  readonly toPersonId: string;
  readonly to: string;
  readonly toldOn: CalendarDate;
  readonly report: { readonly number: string; readonly version: number };
  readonly applicationNumber: string;
  readonly opening: readonly Words[];
  readonly findings: readonly ToldFinding[];
  /** Where nothing is on record, one line for each person. */
  readonly noRecord: readonly Words[];
  /** Answers that are not there: whose, and that this is held against nobody. */
  readonly missing: readonly Words[];
  readonly household: readonly Words[];
  /** The reader's own objections and disputes, and how they stand. */
  readonly contests: readonly Words[];
  readonly howToObject: readonly Words[];
};

/** Where and until when can be objected; the term is dated data of the policy pack. */
export type ObjectionTerm = {
  readonly office: string;
  /** Last day, and whether it counts days for which no holiday notice is published; `null` where no term is set. */
  readonly until: {
    readonly day: CalendarDate;
    readonly provisional: boolean;
    readonly document: string;
    readonly verified: boolean;
  } | null;
};
