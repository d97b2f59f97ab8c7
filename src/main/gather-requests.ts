import type { Wish } from '../access/acts/admit.ts';
import { perform } from '../access/acts/perform.ts';
import { performTogether } from '../access/acts/perform-together.ts';
import { requestLookupAct, requestVerificationAct } from '../access/acts/verification.ts';
import { createBatcher } from '../platform/batcher.ts';
import type { Log } from '../platform/log.ts';
import { asError, Problem } from '../platform/problem.ts';
import type { QueueBackend } from '../platform/queue.ts';
import { PROMISED_TOPIC } from '../verification/check-queue.ts';
import type { RequestVerification } from '../verification/request.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Doors } from './compose-gateway.ts';

/** Requests in one transaction: callers wait for each other's row locks no longer than these take. */
const MOST_TOGETHER = 25;

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
    async (wishes: readonly Wish<RequestVerification>[]) => {
      const outcomes = await performAll(services, wishes);
      void ring(null);
      return outcomes;
    },
    { most: MOST_TOGETHER, alone: true },
  );
  return {
    async request(principal, requestId, input) {
      const outcome = await request({ principal, requestId, input });
      if (outcome instanceof Problem) throw outcome;
      return outcome;
    },
    async lookUp(principal, requestId, wish) {
      const requested = await perform(services, principal, requestId, requestLookupAct, wish);
      if (requested.lookup !== null) void ring(null);
      return requested;
    },
  };
}

/** A lone request has a transaction of its own, in which a repeated key is recalled however close the two came. */
async function performAll(services: VerificationServices, wishes: readonly Wish<RequestVerification>[]) {
  const [first, ...others] = wishes;
  if (first === undefined || others.length > 0) return performTogether(services, requestVerificationAct, wishes);
  return [await perform(services, first.principal, first.requestId, requestVerificationAct, first.input)];
}
