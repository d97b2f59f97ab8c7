import type { AnswerKind } from '../evidence/answer.ts';
import type { Words } from '../indicators/outcome.ts';

/** The outcome of questions for readers who may not see whether a record was found: 有记录 and 无记录 are both `ANSWERED`. */
export type CoverageKind =
  | 'ANSWERED'
  | Exclude<AnswerKind, 'HIT' | 'NO_RECORD'>
  | 'OUTSTANDING'
  | 'NOT_SENT'
  | 'NOT_ASKED';

/** So many bodies of one kind. */
export type KindCount = { readonly kind: CoverageKind; readonly words: Words; readonly count: number };

/** Somebody on the form, known by place and role only. */
export type CoveredPerson = {
  /** From 1, in the order of the form; persons of one report only. */
  readonly place: number;
  readonly role: 'MEMBER' | 'OBLIGOR';
  readonly counts: boolean;
  readonly maskedNumber: string;
};

/** One person × one source: whether it had to be asked, was asked, has answered. */
export type CoverageRow = {
  readonly place: number;
  readonly sourceId: string;
  readonly department: Words;
  /** Whether the category wants this source to be asked about this person. */
  readonly required: boolean;
  /** Answering bodies: the banks, or one where the source answers itself. */
  readonly bodies: number;
  /** Number of bodies that were asked. */
  readonly asked: number;
  /** Number of bodies that have answered completely. */
  readonly answered: number;
  readonly kinds: readonly KindCount[];
  /** Why not every body was asked and has answered; empty where they have. */
  readonly why: readonly Words[];
};

/**
 * The coverage statement 覆盖情况: every member and obligor × every source that the category wants, in counts only. It
 * shows that everything was asked even where nothing was found. Readers who may see nobody's data may see it.
 */
export type CoverageStatement = {
  readonly persons: readonly CoveredPerson[];
  readonly rows: readonly CoverageRow[];
  /** Over the rows that were required. */
  readonly totals: {
    readonly rows: number;
    readonly bodies: number;
    readonly asked: number;
    readonly answered: number;
    readonly kinds: readonly KindCount[];
  };
};
