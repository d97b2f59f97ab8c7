import { settleFollowersAct } from '../src/access/acts/check-work.ts';
import { asError } from '../src/platform/problem.ts';
import { CHECK_QUEUE } from '../src/verification/check-queue.ts';
import { findFollowingChecks } from '../src/verification/settle-followers.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { Concluder } from './conclude-check.ts';
import type { WorkServices } from './services.ts';
import type { WeighLines } from './weigh-lines.ts';

/**
 * Carries the outcome of questions to those that wait with them: checks that are owed nothing more are concluded, and
 * those that must ask for themselves run again. Never rejects: what is lost here is found by the reconciler.
 *
 * @param firstIds the questions that were settled; `null` looks for all.
 */
export type Follow = (firstIds: readonly string[] | null) => Promise<void>;

export function createFollow(services: WorkServices, conclude: Concluder, weighLines: WeighLines): Follow {
  return async (firstIds) => {
    try {
      const ids = await findFollowingChecks(services, firstIds);
      if (ids.length === 0) return;
      const followed = await asWorker(services, settleFollowersAct, { firstIds, ids });
      for (const verificationId of followed.complete) void conclude(verificationId);
      announce(services, followed.moved);
      void weighLines(followed.moved);
      await Promise.all(followed.released.map((id) => services.queue.wake(CHECK_QUEUE, id)));
    } catch (thrown) {
      services.log.warn('questions not followed', { count: firstIds?.length ?? 0, err: asError(thrown) });
    }
  };
}
