import assert from 'node:assert/strict';
import type { SourceFault, SourceReply } from '../../src/sources/port.ts';
import type { Outcome } from './asking.ts';

/** The reply of a question that must have one. */
export function replyOf(outcome: Outcome): SourceReply {
  if (outcome.kind === 'REPLY') return outcome.reply;
  assert.fail(`an answer was expected, and there was ${told(outcome)}`);
}

/** Expects a fault with this reason. */
export function expectFault(outcome: Outcome, reason: SourceFault['reason'], retryable: boolean): void {
  assert.deepEqual(told(outcome), `${reason}${retryable ? ', asked again' : ', not asked again'}`);
}

/** An answer that is not of the agreed form is no answer: a fault for good, or a file put aside. */
export function expectNoAnswer(outcome: Outcome): void {
  if (outcome.kind === 'ASIDE') return;
  expectFault(outcome, 'FORMAT_CHANGED', false);
}

/** No answer, or one that says that the record is about somebody of another name, without a fact. */
export function expectNoFacts(outcome: Outcome): void {
  if (outcome.kind !== 'REPLY') return expectNoAnswer(outcome);
  const { kind, facts } = outcome.reply;
  assert.deepEqual({ kind, facts: facts.length }, { kind: 'IDENTITY_MISMATCH', facts: 0 });
}

function told(outcome: Outcome): string {
  if (outcome.kind === 'REPLY') return `the answer ${outcome.reply.kind}`;
  if (outcome.kind === 'FAULT') {
    return `${outcome.fault.reason}${outcome.fault.retryable ? ', asked again' : ', not asked again'}`;
  }
  return outcome.kind === 'ASIDE' ? 'a file put aside' : 'nothing';
}
