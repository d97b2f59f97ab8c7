import type { SourceReply } from '../adapters/define-source.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import { takeAnswers } from '../src/verification/take-answers.ts';
import type { TakenAnswer } from '../src/verification/take-answers.ts';
import { announce } from './announce.ts';
import { waitJobId } from './check-flow.ts';
import { WORKER } from './services.ts';
import type { WorkServices } from './services.ts';

/** Takes one answer; resolves when it is stored. */
export type AnswerTaker = (reply: SourceReply) => Promise<void>;

/**
 * One door for all answers of a process: a burst is stored by the batch, in one transaction. When a source has
 * answered its last question of a check, the job that waits for it is woken.
 */
export function createAnswerTaker(services: WorkServices): AnswerTaker {
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  return createBatcher(async (replies: readonly TakenAnswer[]) => {
    const taken = await takeAnswers(services, WORKER, sources, replies);
    for (const { verificationId, sourceId } of taken.finished) {
      if (services.connected.get(sourceId)?.connection.mode !== 'EXCHANGE') continue;
      await services.queue.wake('check', waitJobId(verificationId, sourceId));
    }
    void announce(services, taken.moved);
    return replies.map(() => undefined);
  });
}
