import { z } from 'zod';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import { settleOverdue } from './ask-direct.ts';
import { WAIT_EXCHANGE } from './check-flow.ts';
import { defineJob } from './define-job.ts';
import type { RunnableJob } from './define-job.ts';
import type { ExchangeCourier } from './exchange-courier.ts';
import type { Planner } from './planner.ts';
import type { UnsettledReader } from './unsettled.ts';

/**
 * Stands for one source that takes files and answers later: has the check's questions laid in the exchange and lies
 * parked until the last answer wakes it or its time is over. A second run lays only what has not left.
 */
export function waitExchangeJob(
  couriers: ReadonlyMap<string, ExchangeCourier>,
  plan: Planner,
  unsettled: UnsettledReader,
): RunnableJob {
  return defineJob({
    queue: CHECK_QUEUE,
    name: WAIT_EXCHANGE,
    payload: z.strictObject({ verificationId: z.uuid(), sourceId: z.string() }),
    async run(services, { verificationId, sourceId }, job) {
      const verification = await plan(verificationId);
      if (verification.state !== 'ASKING') return;
      const openNow = async () => (await unsettled(verificationId)).find((open) => open.sourceId === sourceId);
      // Woken by the last answer, there is nothing left to do.
      let open = await openNow();
      if (open === undefined) return;
      const courier = couriers.get(sourceId);
      const again = courier === undefined ? null : await courier.lay(verificationId);
      if (await settleOverdue(services, verificationId, [open])) open = await openNow();
      if (open === undefined) return;
      const untilDue = open.nextDueAt.getTime() - services.clock.now().getTime();
      await job.waitUntil(
        { ms: Math.max(10, again === null ? untilDue : Math.min(again, untilDue)) },
        async () => (await openNow()) === undefined,
      );
    },
  });
}
