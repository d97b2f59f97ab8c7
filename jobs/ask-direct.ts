import { z } from 'zod';
import type { Unsettled } from '../src/verification/hold-questions.ts';
import { settleSilentInTrx } from '../src/verification/settle-overdue.ts';
import { lockVerificationInTrx } from '../src/verification/store.ts';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import { announce } from './announce.ts';
import { askSource } from './ask-source.ts';
import type { Asking } from './ask-source.ts';
import { ASK_DIRECT } from './check-flow.ts';
import { defineJob } from './define-job.ts';
import type { RunnableJob } from './define-job.ts';
import type { Planner } from './planner.ts';
import type { WorkServices } from './services.ts';
import type { UnsettledReader } from './unsettled.ts';

/** What is open and was not ours to ask is in the hand of another worker, dead or alive; its claim ends soon. */
const IN_OTHER_HANDS_MS = 1_000;

/**
 * Plans a check and fans out to every source that answers in the same exchange. A second run asks only what is not
 * settled and not in another worker's hand. While a source is busy or down the job lies parked, it holds no worker.
 */
export function askDirectJob(asking: Asking, plan: Planner, readUnsettled: UnsettledReader): RunnableJob {
  return defineJob({
    queue: CHECK_QUEUE,
    name: ASK_DIRECT,
    payload: z.strictObject({ verificationId: z.uuid() }),
    async run(services, { verificationId }, job) {
      const verification = await plan(verificationId);
      if (verification.state !== 'ASKING') return;
      const openDirect = async () => directOf(services, await readUnsettled(verificationId));
      const open = await openDirect();
      const waits = await Promise.all(
        open.map(({ source, open: count }) => askSource(asking, source, verificationId, count, job.signal)),
      );
      let left = await openDirect();
      if (left.length === 0) return;
      if (await settleOverdue(services, verificationId, left)) left = await openDirect();
      if (left.length === 0) return;
      const untilDue = Math.min(...left.map(({ nextDueAt }) => nextDueAt.getTime())) - services.clock.now().getTime();
      const again = waits.filter((ms) => ms !== null);
      await job.waitUntil({
        ms: Math.max(10, Math.min(...(again.length > 0 ? again : [IN_OTHER_HANDS_MS]), untilDue)),
      });
    },
  });
}

function directOf(services: WorkServices, unsettled: readonly Unsettled[]) {
  return unsettled.flatMap(({ sourceId, open, nextDueAt }) => {
    const source = services.connected.get(sourceId);
    if (source === undefined || source.connection.mode !== 'DIRECT') return [];
    return [{ source: { ...source, connection: source.connection }, open, nextDueAt }];
  });
}

/**
 * Closes what is overdue of one check, if anything is, and tells its watchers.
 *
 * @returns whether anything was overdue by what the caller has read.
 */
export async function settleOverdue(
  services: WorkServices,
  verificationId: string,
  unsettled: readonly { readonly nextDueAt: Date }[],
): Promise<boolean> {
  const now = services.clock.now();
  if (unsettled.every(({ nextDueAt }) => nextDueAt > now)) return false;
  const closed = await services.db.transaction().execute(async (trx) => {
    const verification = await lockVerificationInTrx(trx, verificationId);
    return settleSilentInTrx(services, trx, verification, { why: 'OVERDUE' });
  });
  if (closed > 0) announce(services, [verificationId]);
  return true;
}
