/**
 * Every refusal that a caller may see, with the data needed to act on it. Any other thrown value is an internal
 * fault: it is logged under its request id and shown as {@link INTERNAL} without details.
 */
export const PROBLEM_CODES = [
  // input
  'INVALID_CITIZEN_NUMBER',
  'INVALID_CERTIFICATE',
  'INVALID_NAME',
  'INVALID_DATE',
  'INVALID_AMOUNT',
  'INVALID_REGION',
  'UNKNOWN_RELATION',
  'DUPLICATE_MEMBER',
  'INVALID_INPUT',
  'BODY_TOO_LARGE',
  // state
  'NOT_FOUND',
  'CONFLICT',
  'ILLEGAL_TRANSITION',
  'LETTER_NUMBER_TAKEN',
  'NO_LETTER',
  'IDEMPOTENCY_KEY_REUSED',
  'REPORT_OF_OTHER_SHAPE',
  'UNKNOWN_VERSION',
  // people who decide
  'SECOND_PERSON_NEEDED',
  'REPORT_SUPERSEDED',
  'REVIEW_TAKEN',
  'STEP_OUT_OF_ORDER',
  'REPORT_NOT_REVIEWED',
  'DECISION_TAKEN',
  'GROUND_NOT_A_FACT',
  'LINE_NOT_CONFIRMED',
  'OBJECTION_OPEN',
  'ALREADY_SETTLED',
  'PROOF_NEEDED',
  // access
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_SEARCHES',
  // set-up
  'BAD_CONFIGURATION',
  'UNAVAILABLE',
  'NOT_OFFERED_HERE',
  'INTERNAL',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * The cause, the place and the remedy of a refusal, in both languages. Contains no number, name or amount of a
 * person.
 */
export type ProblemDetails = {
  readonly code: ProblemCode;
  /** Path of the input field, e.g. `household.members[2].certificate.number`. */
  readonly field?: string;
  readonly zh: string;
  readonly en: string;
};

/** An expected refusal. `cause` keeps the underlying fault for the log; it is never shown. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails, options?: { cause?: unknown }) {
    super(`${details.zh} / ${details.en}`, options);
    this.details = details;
  }

  get code(): ProblemCode {
    return this.details.code;
  }

  /** The same refusal with a path from an enclosing structure: `number` inside `members[1]` is `members[1].number`. */
  within(prefix: string): Problem {
    const field = this.details.field === undefined ? prefix : `${prefix}.${this.details.field}`;
    return new Problem({ ...this.details, field }, { cause: this });
  }
}

/** Any thrown value as an Error, so that `cause` and stack survive. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
