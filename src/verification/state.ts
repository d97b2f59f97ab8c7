import { Problem } from '../platform/problem.ts';

/**
 * The life of a verification 核对.
 *
 * ```
 * REQUESTED ─► ASKING ─► ISSUED_COMPLETE ─► (no way on: a correction is a new report version, same state)
 *     │           ├────► ISSUED_INCOMPLETE ─► ISSUED_COMPLETE   (late answers made it whole)
 *     │           └────► ANSWERED                               (a lookup: it has no report)
 *     └──────► CANCELLED ◄── ASKING                             (letter withdrawn, application withdrawn)
 * ```
 */
export const VERIFICATION_STATES = [
  'REQUESTED',
  'ASKING',
  'ISSUED_INCOMPLETE',
  'ISSUED_COMPLETE',
  'ANSWERED',
  'CANCELLED',
] as const;
export type VerificationState = (typeof VERIFICATION_STATES)[number];

const TRANSITIONS: Readonly<Record<VerificationState, readonly VerificationState[]>> = {
  REQUESTED: ['ASKING', 'CANCELLED'],
  ASKING: ['ISSUED_INCOMPLETE', 'ISSUED_COMPLETE', 'ANSWERED', 'CANCELLED'],
  ISSUED_INCOMPLETE: ['ISSUED_COMPLETE'],
  ISSUED_COMPLETE: [],
  ANSWERED: [],
  CANCELLED: [],
};

/** Whether the state machine knows this step. */
export function canMove(from: VerificationState, to: VerificationState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** @throws Problem ILLEGAL_TRANSITION when the state machine does not know this step. */
export function assertMove(from: VerificationState, to: VerificationState): void {
  if (canMove(from, to)) return;
  throw new Problem({
    code: 'ILLEGAL_TRANSITION',
    zh: `核对当前状态为 ${from}，不能变为 ${to}；请刷新后重试。`,
    en: `the verification is ${from} and cannot become ${to}; read it again before acting`,
  });
}
