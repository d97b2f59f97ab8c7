import { Problem } from '../src/platform/problem.ts';
import type { ProblemCode } from '../src/platform/problem.ts';

/** The input is wrong: correct the field and send it again. */
export class InputProblem extends Problem {}
/** The input is valid but conflicts with the current state: read again before acting. */
export class ConflictProblem extends Problem {}
/** There is nothing under this id within the caller's place. */
export class NotFoundProblem extends Problem {}
/** The caller has no right to do this. */
export class ForbiddenProblem extends Problem {}

/** Refusals that a mutation returns as types of its result. */
export const REFUSALS = [InputProblem, ConflictProblem, NotFoundProblem, ForbiddenProblem];

type Refusal = typeof InputProblem;

/** A code without an entry becomes an error of the request. */
const BY_CODE: Partial<Record<ProblemCode, Refusal>> = {
  INVALID_CITIZEN_NUMBER: InputProblem,
  INVALID_CERTIFICATE: InputProblem,
  INVALID_NAME: InputProblem,
  INVALID_DATE: InputProblem,
  INVALID_AMOUNT: InputProblem,
  INVALID_REGION: InputProblem,
  UNKNOWN_RELATION: InputProblem,
  DUPLICATE_MEMBER: InputProblem,
  INVALID_INPUT: InputProblem,
  CONFLICT: ConflictProblem,
  ILLEGAL_TRANSITION: ConflictProblem,
  LETTER_NUMBER_TAKEN: ConflictProblem,
  NO_LETTER: ConflictProblem,
  IDEMPOTENCY_KEY_REUSED: ConflictProblem,
  REPORT_OF_OTHER_SHAPE: ConflictProblem,
  UNKNOWN_VERSION: ConflictProblem,
  REPORT_SUPERSEDED: ConflictProblem,
  REVIEW_TAKEN: ConflictProblem,
  STEP_OUT_OF_ORDER: ConflictProblem,
  REPORT_NOT_REVIEWED: ConflictProblem,
  DECISION_TAKEN: ConflictProblem,
  GROUND_NOT_A_FACT: ConflictProblem,
  LINE_NOT_CONFIRMED: ConflictProblem,
  OBJECTION_OPEN: ConflictProblem,
  ALREADY_SETTLED: ConflictProblem,
  PROOF_NEEDED: ConflictProblem,
  NOT_FOUND: NotFoundProblem,
  FORBIDDEN: ForbiddenProblem,
  SECOND_PERSON_NEEDED: ForbiddenProblem,
};

/** The refusal of a query by its depth, breadth or complexity. */
export function tooComplex(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    zh: '查询过于复杂或嵌套过深；请减少字段、别名或每页条数，分几次查询。',
    en: 'the query is too complex or too deep; ask for fewer fields, aliases or entries a page',
  });
}

/** Runs a mutation's work and throws a refusal as the class of its type in the schema. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const Kind = BY_CODE[thrown.code];
    throw Kind === undefined ? thrown : new Kind(thrown.details, { cause: thrown });
  }
}
