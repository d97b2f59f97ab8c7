import { createBatcher } from '../platform/batcher.ts';
import type { Log } from '../platform/log.ts';
import { asError, Problem } from '../platform/problem.ts';
import type { QueueBackend } from '../platform/queue.ts';
import { PROMISED_TOPIC } from '../verification/check-queue.ts';
import { requestLookup } from '../verification/request-lookup.ts';
import type { LookUp } from '../verification/request-lookup.ts';
import { requestVerifications } from '../verification/request.ts';
import type { RequestCheck, Requested } from '../verification/request.ts';
import type { VerificationServices } from '../verification/services.ts';

/** Requests in one transaction: callers wait for each other's row locks no longer than these take. */
const MOST_TOGETHER = 25;

/** The doors of a gateway through which work is promised. */
export type Doors = { readonly request: RequestCheck; readonly lookUp: LookUp };

/**
 * One door for the requests of a gateway: what comes while others are being written is written together, and the
 * workers are told at once.
 */
export function gatherRequests(services: VerificationServices, queue: QueueBackend, log: Log): Doors {
  const ring = createBatcher(async (hints: readonly null[]) => {
    try {
      await queue.publish(PROMISED_TOPIC, {});
    } catch (thrown) {
      log.warn('hint not published', { err: asError(thrown) });
    }
    return hints.map(() => undefined);
  });
  const request = createBatcher(
    async (requests: readonly Requested[]) => {
      const outcomes = await requestVerifications(services, requests);
      void ring(null);
      return outcomes;
    },
    { most: MOST_TOGETHER, alone: true },
  );
  return {
    async request(actor, wish) {
      const outcome = await request({ actor, request: wish });
      if (outcome instanceof Problem) throw outcome;
      return outcome;
    },
    async lookUp(actor, wish) {
      const requested = await requestLookup(services, actor, wish);
      if (requested.lookup !== null) void ring(null);
      return requested;
    },
  };
}
