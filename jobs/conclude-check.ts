import { asError } from '../src/platform/problem.ts';
import { CHECK_QUEUE } from '../src/verification/check-queue.ts';
import type { Issuer } from './issuer.ts';
import type { WorkServices } from './services.ts';

/** Concludes a check that is owed nothing more. Never rejects. */
export type Concluder = (verificationId: string) => Promise<void>;

/**
 * Issues the report of a check whose last answer is there, then wakes the check's parked job, so that it ends. What is
 * lost here by a fault or a kill costs time only: the reconciler issues what is owed nothing more.
 */
export function createConcluder(services: WorkServices, issue: Issuer): Concluder {
  return async (verificationId) => {
    try {
      await issue(verificationId);
      await services.queue.wake(CHECK_QUEUE, verificationId);
    } catch (thrown) {
      services.log.warn('check not concluded', { verificationId, err: asError(thrown) });
    }
  };
}
