import type { AnswerKind } from '../evidence/answer.ts';

/** Why a question is settled when it is written: it can never be asked. */
const NEVER_ASKED = [
  'SOURCE_NOT_CONNECTED',
  'CERTIFICATE_NOT_KNOWN_TO_SOURCE',
  /** The body answers only whether a sum is over a threshold. */
  'AMOUNT_NOT_TOLD',
  /** The report is already due. */
  'NO_TIME_LEFT',
] as const;
export type NeverAskedReason = (typeof NEVER_ASKED)[number];

/** Why no authorisation letter covers a question when it is about to be sent. */
const NOT_COVERED = [
  'NO_LETTER',
  'HOUSEHOLD_CHANGED',
  'NOT_SIGNED',
  'NOT_YET_SIGNED',
  'ENDED',
  'WITHDRAWN',
  'SOURCE_NOT_GRANTED',
  'PURPOSE_NOT_GRANTED',
] as const;
export type NotCoveredReason = (typeof NOT_COVERED)[number];

/** Why a question waits for now. */
const HELD_BACK = [
  /** Policy holds a bank's question until every relevant member has signed. */
  'AWAITING_SIGNATURES',
  /** The household cannot be decrypted, because a key is lost or the row was altered. Operators must look. */
  'UNREADABLE',
] as const;
export type HeldBackReason = (typeof HELD_BACK)[number];

/** The obstacle that a question was waiting for when its time ran out; `OVERDUE` means the answer of its source. */
const OUT_OF_TIME = ['WAITING_QUOTA', 'WAITING_WINDOW', 'OVERDUE'] as const;

/** Why a source's answer is not read: its letter ended, or its signer withdrew, before the answer came. */
export const ENDED_BEFORE_ANSWER = 'ENDED_BEFORE_ANSWER';

/** Why a question of a cancelled verification has no answer that is read. */
export const CALLED_OFF = 'CANCELLED';

/**
 * Every reason why a question was not sent, or why its answer has this kind. A fault of the connection is a
 * `QuestionFault` (`src/question/fault.ts`). The column `question.last_fault` keeps one code of either type.
 */
export const QUESTION_REASONS = [
  ...NEVER_ASKED,
  ...NOT_COVERED,
  ...HELD_BACK,
  ...OUT_OF_TIME,
  ENDED_BEFORE_ANSWER,
  CALLED_OFF,
] as const;
export type QuestionReason = (typeof QUESTION_REASONS)[number];

/** The kinds of answer that the gateway itself records for a question that no source has answered. */
type GatewayKind = Extract<AnswerKind, 'NO_RESPONSE' | 'NOT_CONNECTED' | 'NOT_AUTHORISED'>;

const KIND_OF: Readonly<Record<QuestionReason, GatewayKind>> = {
  SOURCE_NOT_CONNECTED: 'NOT_CONNECTED',
  CERTIFICATE_NOT_KNOWN_TO_SOURCE: 'NOT_CONNECTED',
  AMOUNT_NOT_TOLD: 'NOT_CONNECTED',
  // The question was never sent, so it may be sent on another day.
  NO_TIME_LEFT: 'NO_RESPONSE',
  NO_LETTER: 'NOT_AUTHORISED',
  HOUSEHOLD_CHANGED: 'NOT_AUTHORISED',
  NOT_SIGNED: 'NOT_AUTHORISED',
  NOT_YET_SIGNED: 'NOT_AUTHORISED',
  ENDED: 'NOT_AUTHORISED',
  WITHDRAWN: 'NOT_AUTHORISED',
  SOURCE_NOT_GRANTED: 'NOT_AUTHORISED',
  PURPOSE_NOT_GRANTED: 'NOT_AUTHORISED',
  // The question was never allowed to leave.
  AWAITING_SIGNATURES: 'NOT_AUTHORISED',
  UNREADABLE: 'NO_RESPONSE',
  WAITING_QUOTA: 'NO_RESPONSE',
  WAITING_WINDOW: 'NO_RESPONSE',
  OVERDUE: 'NO_RESPONSE',
  ENDED_BEFORE_ANSWER: 'NOT_AUTHORISED',
  // No answer is stored for it, because the verification has no report.
  CANCELLED: 'NO_RESPONSE',
};

/** The kind of answer that the gateway stores for a question that ends for this reason, or after a fault (`null`). */
export function kindOfSilence(reason: QuestionReason | null): GatewayKind {
  return reason === null ? 'NO_RESPONSE' : KIND_OF[reason];
}
