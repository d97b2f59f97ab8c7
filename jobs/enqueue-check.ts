import type { JobSpec } from '../src/platform/queue.ts';
import { CHECK_QUEUE } from '../src/verification/check-queue.ts';

export const RUN_CHECK = 'run-check';

/**
 * The work of one check as the queue sees it: one job, whatever it waits for.
 *
 * @param jobId The outbox id, which is the verification's: promising the same check twice enqueues it once. The
 *   reconciler starts another round under another id where the queue forgot the first.
 */
export function checkJob(jobId: string, verificationId: string): JobSpec {
  return { queue: CHECK_QUEUE, name: RUN_CHECK, jobId, data: { verificationId } };
}
