import type { Assessment } from '../assessment/assess.ts';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import type { ContradictionSide } from '../evidence/contradictions.ts';
import type { FactType } from '../evidence/facts.ts';
import type { AmountReason } from '../evidence/question-form.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import type { IndicatorOutcome, LineSource, MissingKind, Words } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { ContestRow, WithoutDisputed } from './contest-row.ts';
import type { Versions } from './versions.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { CoverageStatement } from './coverage-statement.ts';

/**
 * Version of the shape below, stored with every report. Raised when a stored document could not be read as one of
 * today's; a field that is added later is optional instead.
 */
export const REPORT_SHAPE_VERSION = 2;

/** An instant in UTC, `2018-02-01T01:00:00.000Z`. */
export type IsoInstant = string;

/**
 * The outcome of the questions to one source about one person, as one row of the page. `NOT_SENT` 未能发出查询 is stored
 * as a `NO_RESPONSE` that was never sent.
 */
export const ROW_KINDS = [...ANSWER_KINDS, 'OUTSTANDING', 'NOT_SENT', 'NOT_ASKED'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** One body's part of a row; a source that answers itself has one part, without a code. */
export type AnswerPart = {
  readonly institution: string | null;
  readonly name: Words;
  readonly kind: RowKind;
  readonly words: Words;
  readonly questionId: string | null;
  readonly requestId: string | null;
  readonly letterNumber: string | null;
  /** When it left; `null` where it never did. */
  readonly askedAt: IsoInstant | null;
  readonly answeredAt: IsoInstant | null;
  readonly dataDate: CalendarDate | null;
  /** Commitment to the raw answer, hex. */
  readonly commitment: string | null;
  /** Commitment to the facts as they were read, hex; absent where there is none. */
  readonly factsCommitment?: string;
  /** Code of why there is no answer; `null` where none is kept. */
  readonly reason: string | null;
  /** Kinds of fact that a partial answer leaves out; absent where it names none. */
  readonly missing?: readonly FactType[];
  /** Records of it that could not be read and were set aside; absent where all could. Since edition 2. */
  readonly unread?: readonly UnreadRecords[];
  /** Present where the answer is that of an identical question, which was fresh or in flight. */
  readonly shared?: 'REUSED' | 'JOINED';
  /** Asked only whether the sum is over this line, integer fen; absent where everything was asked. */
  readonly lineFen?: number;
  /** Why the amount was asked of a body that says whether a sum is over a line; absent where it was not. */
  readonly because?: AmountReason;
};

export type AnswerRow = {
  readonly personId: string;
  readonly personName: string;
  readonly sourceId: string;
  readonly department: Words;
  readonly subject: Words;
  readonly kind: RowKind;
  /** With the territory it speaks of: `无记录（无锡市）`. */
  readonly words: Words;
  /** When the first of its questions left. */
  readonly askedAt: IsoInstant | null;
  /** The oldest day up to which its data were current. */
  readonly dataDate: CalendarDate | null;
  readonly parts: readonly AnswerPart[];
};

export type MemberRow = {
  readonly personId: string;
  readonly name: string;
  readonly maskedNumber: string;
  readonly relation: Words;
  readonly role: 'MEMBER' | 'OBLIGOR';
  readonly counts: boolean;
  readonly why: Words;
  readonly citation: string;
  readonly needsConfirmation: boolean;
  /** A signature is in force when the report is issued, a guardian's included. */
  readonly hasSigned: boolean;
};

/** Declared against found 申报核对对比. */
export type ComparisonRow = {
  readonly item: Words;
  readonly unit: 'COUNT' | 'FEN';
  readonly declared: number;
  /** `null` where no source was asked or none answered. */
  readonly found: number | null;
  readonly status: 'AGREES' | 'DIFFERS' | 'NOT_CHECKED';
  /** Left to the check 以核对为准: `declared` is no word of the family about it. Absent where it was not. Since edition 2. */
  readonly byCheck?: true;
  readonly words: Words;
};

/** An indicator's outcome with what the page needs beside it. */
export type IndicatorRow = IndicatorOutcome & {
  readonly names: Words;
  readonly citation: string;
  readonly resultWords: Words;
  readonly sourceNames: readonly Words[];
  /** Oldest and newest day of the data it rests on. */
  readonly dataDates: readonly [CalendarDate, CalendarDate] | null;
};

export type MissingRow = {
  readonly personId: string;
  readonly personName: string;
  readonly sourceId: string;
  readonly institution: string | null;
  readonly body: Words;
  readonly kind: MissingKind;
  readonly words: Words;
  readonly why: Words;
};

/** Sources that cannot all be right about a person; every side stays, for which is wrong, a person finds out. */
export type ContradictionRow = {
  readonly personId: string;
  readonly personName: string;
  readonly about: Words;
  readonly sides: readonly (ContradictionSide & { readonly department: Words })[];
};

export const OVERALL_WORDS = {
  NO_DOUBT: { zh: '无疑点', en: 'no doubt' },
  DOUBTS: { zh: '有疑点待核', en: 'doubts to be looked at' },
  DATA_INCOMPLETE: { zh: '数据不全', en: 'data incomplete' },
} as const satisfies Readonly<Record<string, Words>>;
export type Overall = keyof typeof OVERALL_WORDS;

/**
 * A report 核对报告: plain JSON only, so that it can be stored, compared, signed and read in ten years. Dates are
 * ISO days in Asia/Shanghai, instants ISO in UTC, amounts integer fen. A version never changes.
 */
export type ReportDocument = {
  readonly shapeVersion: typeof REPORT_SHAPE_VERSION;
  readonly edition: number;
  readonly title: string;
  readonly number: string;
  readonly version: number;
  readonly preliminary: boolean;
  /** `演示数据` on every page of synthetic people. */
  readonly demoMark: string | null;
  readonly issuedAt: IsoInstant;
  /** Last day on which it may be used, and the rule; `null` for a preliminary view. */
  readonly validUntil: { readonly day: CalendarDate; readonly basis: LineSource } | null;
  /**
   * INCOMPLETE while any question is outstanding, unauthorised, was never answered, or was answered for a part, and
   * where no question about anybody who counts exists.
   */
  readonly completeness: 'COMPLETE' | 'INCOMPLETE';
  readonly overall: Overall;
  readonly overallWords: Words;
  readonly application: {
    readonly id: string;
    readonly number: string;
    readonly category: string;
    readonly unit: 'HOUSEHOLD' | 'SINGLE_PERSON';
    readonly applicantName: string;
    readonly division: string;
    readonly delegatingUnit: string;
    readonly householdVersion: number;
    readonly acceptedAt: IsoInstant;
  };
  readonly verification: {
    readonly id: string;
    readonly purpose: string;
    readonly baseDate: CalendarDate;
    readonly requestedAt: IsoInstant;
    /** 经办人, by the subject of the token. */
    readonly requestedBy: string;
    readonly deadlineAt: IsoInstant;
  };
  readonly policy: {
    readonly packId: string;
    readonly title: Words;
    /** Which day of the case chose the pack, and that day. */
    readonly chosenBy: PolicyPack['chosenBy'];
    readonly chosenFor: CalendarDate;
    /** `标准待确认（依据 …）`, on every page; else `null`. */
    readonly notice: string | null;
  };
  /** By which rules and tables it was made. */
  readonly versions: Versions;
  readonly letterNumbers: readonly string[];
  readonly members: readonly MemberRow[];
  readonly answers: readonly AnswerRow[];
  readonly contradictions: readonly ContradictionRow[];
  readonly comparison: readonly ComparisonRow[];
  readonly indicators: readonly IndicatorRow[];
  /** `null` where nobody counts or no income was declared; `conclusions` say which. */
  readonly assessment: Assessment | null;
  readonly conclusions: readonly Words[];
  readonly doubts: readonly Words[];
  readonly visitPoints: readonly Words[];
  /** Answers that a report of another day may hold: silent, not sent, partial, outstanding, another name, old data. */
  readonly missing: readonly MissingRow[];
  /** Not asked by their nature: 未接入, 未授权. */
  readonly notAsked: readonly MissingRow[];
  /** Objections and disputes; absent where there are none. */
  readonly contests?: readonly ContestRow[];
  /** The same without what is disputed; absent where nothing is. */
  readonly withoutDisputed?: WithoutDisputed;
  readonly coverage: CoverageStatement;
  /** The differences from the previous version; empty for a first version. */
  readonly changes: readonly Words[];
  readonly statements: readonly Words[];
};
