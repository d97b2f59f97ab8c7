import type { SourceReply } from '../adapters/define-source.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import { asError } from '../src/platform/problem.ts';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import { takeAnswers } from '../src/verification/take-answers.ts';
import type { Taken, TakenAnswer } from '../src/verification/take-answers.ts';
import { announce } from './announce.ts';
import { waitJobId } from './check-flow.ts';
import { WORKER } from './services.ts';
import type { WorkServices } from './services.ts';

/** Takes one answer; resolves when it is stored. */
export type AnswerTaker = (reply: SourceReply) => Promise<void>;

/** A wake that is lost costs time only: the reconciler issues the report of a check that is owed nothing more. */
async function wakeWaiting(services: WorkServices, finished: Taken['finished'][number]): Promise<void> {
  const { verificationId, sourceId } = finished;
  if (services.connected.get(sourceId)?.connection.mode !== 'EXCHANGE') return;
  try {
    await services.queue.wake(CHECK_QUEUE, waitJobId(verificationId, sourceId));
  } catch (thrown) {
    services.log.warn('waiting job not woken', { verificationId, sourceId, err: asError(thrown) });
  }
}

/**
 * One door for all answers of a process: a burst is stored by the batch, in one transaction. When a source has
 * answered its last question of a check, the job that waits for it is woken.
 */
export function createAnswerTaker(services: WorkServices): AnswerTaker {
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  return createBatcher(async (replies: readonly TakenAnswer[]) => {
    const taken = await takeAnswers(services, WORKER, sources, replies);
    for (const finished of taken.finished) void wakeWaiting(services, finished);
    announce(services, taken.moved);
    return replies.map(() => undefined);
  });
}
