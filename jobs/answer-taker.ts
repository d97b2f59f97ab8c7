import { takeAnswersAct } from '../src/access/acts/answer-work.ts';
import type { SourceReply } from '../src/sources/port.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import type { LatencyLog } from '../src/sources/latency.ts';
import type { TakenAnswer } from '../src/verification/take-answers.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { Concluder } from './conclude-check.ts';
import type { Follow } from './follow.ts';
import type { WorkServices } from './services.ts';
import type { WeighLines } from './weigh-lines.ts';

/** Stores one answer; resolves when it is stored. */
export type AnswerTaker = (reply: SourceReply) => Promise<void>;

/**
 * Stores all answers of a process: a burst is stored in batches, each in one transaction. A verification without
 * open questions is concluded at once, without waiting for its job.
 */
export function createAnswerTaker(
  services: WorkServices,
  conclude: Concluder,
  follow: Follow,
  weighLines: WeighLines,
  latency: LatencyLog,
): AnswerTaker {
  return createBatcher(async (replies: readonly TakenAnswer[]) => {
    const taken = await asWorker(services, takeAnswersAct, replies);
    for (const { sourceId, ms } of taken.waits) latency.note(sourceId, ms);
    for (const verificationId of taken.complete) void conclude(verificationId);
    announce(services, taken.moved);
    // A complete verification is evaluated when it is concluded.
    const complete = new Set(taken.complete);
    void weighLines(taken.moved.filter((id) => !complete.has(id)));
    await follow(taken.settled);
    return replies.map(() => undefined);
  });
}
