import { z } from 'zod';
import { readUnsettled } from '../src/verification/hold-questions.ts';
import { settleSilentInTrx } from '../src/verification/settle-overdue.ts';
import { lockVerificationInTrx } from '../src/verification/store.ts';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import { ensurePlanned } from '../src/verification/write-plan.ts';
import { announce } from './announce.ts';
import { askSource } from './ask-source.ts';
import type { Asking } from './ask-source.ts';
import { ASK_DIRECT } from './check-flow.ts';
import { defineJob } from './define-job.ts';
import type { RunnableJob } from './define-job.ts';
import type { WorkServices } from './services.ts';

/** What is open and was not ours to ask is in the hand of another worker, dead or alive; its claim ends soon. */
const IN_OTHER_HANDS_MS = 1_000;

/**
 * Plans a check and fans out to every source that answers in the same exchange. A second run asks only what is not
 * settled and not in another worker's hand. While a source is busy or down the job lies parked, it holds no worker.
 */
export function askDirectJob(asking: Asking): RunnableJob {
  return defineJob({
    queue: CHECK_QUEUE,
    name: ASK_DIRECT,
    payload: z.strictObject({ verificationId: z.uuid() }),
    async run(services, { verificationId }, job) {
      const verification = await ensurePlanned(services, verificationId);
      if (verification.state !== 'ASKING') return;
      const open = await openDirect(services, verificationId);
      const waits = await Promise.all(
        open.map(({ source, open: count }) => askSource(asking, source, verificationId, count, job.signal)),
      );
      if ((await openDirect(services, verificationId)).length === 0) return;
      await settleOverdue(services, verificationId);
      const left = await openDirect(services, verificationId);
      if (left.length === 0) return;
      const untilDue = Math.min(...left.map(({ nextDueAt }) => nextDueAt.getTime())) - services.clock.now().getTime();
      const again = waits.filter((ms) => ms !== null);
      await job.waitUntil({
        ms: Math.max(10, Math.min(...(again.length > 0 ? again : [IN_OTHER_HANDS_MS]), untilDue)),
      });
    },
  });
}

async function openDirect(services: WorkServices, verificationId: string) {
  const unsettled = await readUnsettled(services.db, verificationId);
  return unsettled.flatMap(({ sourceId, open, nextDueAt }) => {
    const source = services.connected.get(sourceId);
    if (source === undefined || source.connection.mode !== 'DIRECT') return [];
    return [{ source: { ...source, connection: source.connection }, open, nextDueAt }];
  });
}

/** Closes what is overdue of one check and tells its watchers. */
export async function settleOverdue(services: WorkServices, verificationId: string): Promise<void> {
  const closed = await services.db.transaction().execute(async (trx) => {
    const verification = await lockVerificationInTrx(trx, verificationId);
    return settleSilentInTrx(services, trx, verification, { why: 'OVERDUE' });
  });
  if (closed > 0) await announce(services, [verificationId]);
}
