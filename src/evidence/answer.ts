import type { CalendarDate } from '../platform/calendar-date.ts';

/**
 * The outcome of a question. The eight kinds stay distinct up to the printed page: a missing answer is never a clean
 * answer, and "no record" is a statement of one register about one territory and period.
 */
export const ANSWER_KINDS = [
  /** The source answered and holds facts. */
  'HIT',
  /** The source was asked and says that it holds nothing, within its territory and period. */
  'NO_RECORD',
  /** Asked, and silent up to the deadline. */
  'NO_RESPONSE',
  /** The source answered for a part of what was asked and says so. */
  'PARTIAL',
  /** The department is known but not connected; nothing was asked. */
  'NOT_CONNECTED',
  /** No letter covers this person, source and purpose; nothing was asked. */
  'NOT_AUTHORISED',
  /** The number is known to the source under another name; no facts are kept. */
  'IDENTITY_MISMATCH',
  /** The source answered with data older than it promises. */
  'STALE',
] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Kinds that carry facts (or their proven absence) on which an indicator may rest. */
export const CONCLUSIVE_KINDS: ReadonlySet<AnswerKind> = new Set(['HIT', 'NO_RECORD']);

/** First and last day that an answer speaks of; `null` at either end where the source sets no limit. */
export type Period = { readonly from: CalendarDate | null; readonly to: CalendarDate | null };

/** The scope of an answer. `territory` is a GB/T 2260 code: Wuxi's register holds nothing about Suzhou. */
export type Coverage = { readonly territory: string; readonly period: Period };
