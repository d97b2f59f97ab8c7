import type { AnswerKind } from '../evidence/answer.ts';
import type { FactType } from '../evidence/facts.ts';

/** One sentence or name in both languages. */
export type Words = { readonly zh: string; readonly en: string };

/** The results of an indicator. It states facts and doubts; the township and the county decide. */
export const RESULTS = [
  /** Every question is answered and nothing exceeds the line or asks for a second look. */
  'MEETS',
  /**
   * The known facts exceed the published threshold. This leads to a notice and an objection, never to a refusal by
   * itself.
   */
  'EXCEEDS',
  /** A person must look. */
  'WARNING',
  /** An answer is missing. */
  'PENDING',
  /** The only thing missing is the family's authorisation. */
  'NOT_AUTHORISED',
  /** Something was found and the policy leaves it out of account. */
  'EXEMPT',
  /** Nobody in the household counts. */
  'NOT_APPLICABLE',
] as const;
export type Result = (typeof RESULTS)[number];

/** The words of the printed page. */
export const RESULT_WORDS: Readonly<Record<Result, Words>> = {
  MEETS: { zh: '符合', en: 'meets' },
  EXCEEDS: { zh: '不符合', en: 'exceeds' },
  WARNING: { zh: '预警', en: 'warning' },
  PENDING: { zh: '待反馈', en: 'pending' },
  NOT_AUTHORISED: { zh: '未授权', en: 'not authorised' },
  EXEMPT: { zh: '豁免', en: 'exempt' },
  NOT_APPLICABLE: { zh: '不适用', en: 'not applicable' },
};

/**
 * A number with its unit: pieces, integer fen, or a band of integer fen from `value` up to, but not including, `below`
 * (`null`: open). Health data are shown as bands only (个人信息保护法 Art 28).
 */
export type Figure =
  | { readonly unit: 'COUNT' | 'FEN'; readonly value: number }
  | { readonly unit: 'FEN_BAND'; readonly value: number; readonly below: number | null };

/** Where a line comes from, and whether anybody has seen the text. */
export type LineSource = { readonly document: string; readonly article: string | null; readonly verified: boolean };

/** A rule of the pack without its value, as the source of a line. */
export function lineSourceOf({ document, article, verified }: LineSource): LineSource {
  return { document, article, verified };
}

/**
 * `OUTSTANDING`: planned or asked, its deadline not passed. `NOT_SENT`: closed without having left the house, so
 * nobody was silent. `NOT_ASKED`: no question exists, e.g. for a member added since. `AMOUNT_NOT_ASKED`: the body said only
 * on which side of a line it is, and the line needs more.
 */
export type MissingKind =
  | Exclude<AnswerKind, 'HIT' | 'NO_RECORD'>
  | 'OUTSTANDING'
  | 'NOT_SENT'
  | 'NOT_ASKED'
  | 'AMOUNT_NOT_ASKED';

/** An answer on which nothing can rest, by whom and about whom. */
export type MissingAnswer = {
  readonly personId: string;
  /** Empty where no source tells the kind of fact that is missing. */
  readonly sourceId: string;
  readonly institution: string | null;
  readonly kind: MissingKind;
  /** The kind of fact that no source tells; absent where a source is named. */
  readonly fact?: FactType;
};

/** The outcome of one indicator. Plain data: it becomes part of the report. */
export type IndicatorOutcome = {
  readonly id: string;
  readonly version: number;
  readonly result: Result;
  /** The value found in the answers; `null` where no source answered. */
  readonly figure: Figure | null;
  readonly line: Figure | null;
  readonly lineSource: LineSource | null;
  /** The reasons for the result: doubts, missing answers, exemptions. */
  readonly reasons: readonly Words[];
  /** Explanations that do not change the result: the parts of the figure, and its limits. */
  readonly notes: readonly Words[];
  /** Ids of the questions that were looked at, sorted. */
  readonly evidence: readonly string[];
  readonly missing: readonly MissingAnswer[];
  /** Points to look at or ask about during a home visit. */
  readonly visitHints: readonly Words[];
};
