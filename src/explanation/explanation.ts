import type { LineSource, Words } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** A rule for which a finding matters. */
export type Matter = {
  /** `I03`, and its name. */
  readonly indicatorId: string;
  readonly name: Words;
  /** Why it matters, in plain words. */
  readonly why: Words;
  /** The legal text of the rule, as the report cites it. */
  readonly citation: string;
  /** The threshold of the rule and its source; `null` where the rule has none. */
  readonly line: (Words & { readonly source: LineSource | null }) | null;
};

/** The answer of one department or bank about one person. */
export type ToldFinding = {
  readonly personId: string;
  /** The reader, or a ward of the reader. */
  readonly about: Words;
  readonly from: Words;
  /** The day up to which its data were current; `null` where the source did not say. */
  readonly asOf: CalendarDate | null;
  readonly found: readonly Words[];
  readonly matters: readonly Matter[];
};

/**
 * The explanation of a report for one adult of a household, in plain words, before a decision: findings about them
 * and their wards, and only the result of the household. Plain JSON.
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
  /** Sources without a record, one line for each person. */
  readonly noRecord: readonly Words[];
  /** Missing answers: the source and the person, with the sentence that nobody is blamed for them. */
  readonly missing: readonly Words[];
  readonly household: readonly Words[];
  /** The reader's own objections and disputes, with their states. */
  readonly contests: readonly Words[];
  readonly howToObject: readonly Words[];
};

/** Where and until when the reader can object; the term is dated data of the policy pack. */
export type ObjectionTerm = {
  readonly office: string;
  /**
   * Last day, and whether the term counts days of a year without a published holiday notice; `null` where no term is
   * set.
   */
  readonly until: {
    readonly day: CalendarDate;
    readonly provisional: boolean;
    readonly document: string;
    readonly verified: boolean;
  } | null;
};
