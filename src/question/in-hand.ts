import type { Acting } from '../audit/acting.ts';
import type { QuestionFault } from './fault.ts';
import { TRANSITIONS } from './state.ts';

/** How long a worker holds a question without renewing; a killed worker's questions are free after it. */
export const CLAIM_MS = 5_000;

/** A living worker keeps what it has in hand. What is not in hand any more stays as it is. */
export async function renewClaimsInTrx({ trx, at }: Acting, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return;
  await trx
    .updateTable('question')
    .set({ claimed_until: new Date(at.getTime() + CLAIM_MS) })
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.KEEP_IN_HAND.from)
    .where('claimed_until', 'is not', null)
    .execute();
}

/** The source failed to answer: a question that is still asked may be asked again, under the same request id. */
export async function releaseQuestionsInTrx(
  { trx }: Acting,
  questionIds: readonly string[],
  fault: QuestionFault,
): Promise<void> {
  if (questionIds.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({ claimed_until: null, last_fault: fault, version: eb('version', '+', 1) }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.RELEASE.from)
    .execute();
}

/** The request file lies in the exchange: questions that are still asked have left, and wait for their answers. */
export async function markSentInTrx({ trx, at }: Acting, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({ sent_at: at, claimed_until: null, version: eb('version', '+', 1) }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.MARK_SENT.from)
    .execute();
}
