/**
 * Faults: what went wrong on the wire between the gateway and a department. An open question may be asked
 * again after one; a settled question keeps the last one. Why a question was not asked at all is a reason, see
 * {@link ../question/reason.ts}.
 */
export const QUESTION_FAULTS = [
  /** No answer within the time of one exchange. */
  'TIMEOUT',
  /** No connection, or the connection broke. */
  'UNREACHABLE',
  /** The department was too busy, or the quota for a repetition was used up. */
  'BUSY',
  /** The department will never answer this question. */
  'REFUSED',
  /** The answer was not in the agreed form. */
  'FORMAT_CHANGED',
  /** The question cannot be written in the encoding of the department. */
  'UNENCODABLE',
] as const;
export type QuestionFault = (typeof QUESTION_FAULTS)[number];

/** Faults after which a department counts as silent until it answers something. */
export const SILENT_FAULTS = ['TIMEOUT', 'UNREACHABLE', 'BUSY'] as const satisfies readonly QuestionFault[];
