import { closeAsFaultAct } from '../src/access/acts/check-work.ts';
import type { SourceFault } from '../src/sources/port.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

/**
 * Closes questions that their source will never answer: it refused them for good, changed its form, or cannot be
 * written to in its encoding. They are `NO_RESPONSE`, with the reason kept.
 */
export async function closeAsFault(
  services: WorkServices,
  questions: readonly Pick<ClaimedQuestion, 'questionId' | 'verificationId'>[],
  reason: SourceFault['reason'],
): Promise<void> {
  for (const [verificationId, group] of Map.groupBy(questions, (question) => question.verificationId)) {
    const questionIds = group.map(({ questionId }) => questionId);
    await asWorker(services, closeAsFaultAct, { verificationId, questionIds, fault: reason });
    announce(services, [verificationId]);
  }
}
