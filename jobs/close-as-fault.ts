import type { SourceFault } from '../src/sources/port.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import { settleSilentInTrx } from '../src/verification/settle-overdue.ts';
import { lockVerificationInTrx } from '../src/verification/store.ts';
import { announce } from './announce.ts';
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
    await services.db.transaction().execute(async (trx) => {
      const verification = await lockVerificationInTrx(trx, verificationId);
      const questionIds = group.map(({ questionId }) => questionId);
      await settleSilentInTrx(
        services,
        trx,
        verification,
        { why: 'FAULT', questionIds, fault: reason },
        services.clock.now(),
      );
    });
    announce(services, [verificationId]);
  }
}
