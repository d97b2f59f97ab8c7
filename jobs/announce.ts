import { asError } from '../src/platform/problem.ts';
import { progressTopic } from '../src/verification/progress-log.ts';
import type { WorkServices } from './services.ts';

/** Hints to watchers that checks moved. A lost hint costs a moment: the progress table is the truth. */
export async function announce(services: WorkServices, verificationIds: Iterable<string>): Promise<void> {
  for (const verificationId of new Set(verificationIds)) {
    try {
      await services.queue.publish(progressTopic(verificationId), { verificationId });
    } catch (thrown) {
      services.log.warn('hint not published', { verificationId, err: asError(thrown) });
    }
  }
}
