import { dispatchPromisesAct } from '../src/access/acts/outbox-work.ts';
import { asError } from '../src/platform/problem.ts';
import { CHECK_QUEUE, PROMISED_TOPIC, START_CHECK } from '../src/verification/check-queue.ts';
import { hasPromises } from '../src/verification/outbox.ts';
import type { Promised } from '../src/verification/outbox.ts';
import { asWorker } from './as-worker.ts';
import type { Beginner } from './begin-checks.ts';
import { checkJob } from './enqueue-check.ts';
import type { WorkServices } from './services.ts';

/**
 * Enqueues the rows of the outbox, with the row's id as the job's id. After a crash between enqueueing and marking,
 * the same id is enqueued again, which the queue ignores. Several processes share the work by skipping each other's
 * locked rows.
 *
 * @returns the enqueued rows.
 */
async function dispatchOutbox(services: WorkServices): Promise<readonly Promised[]> {
  if (!(await hasPromises(services.db))) return [];
  return asWorker(services, dispatchPromisesAct, (promised) =>
    services.queue.enqueueBulk(
      promised.map((row) => {
        const checkId = checkOf(row);
        return checkId === null
          ? { queue: row.queue, name: row.name, data: row.data, jobId: row.id }
          : checkJob(row.id, checkId);
      }),
    ),
  );
}

/** The verification that a row starts; `null` where it starts none. */
function checkOf({ queue, name, data }: Promised): string | null {
  return queue === CHECK_QUEUE && name === START_CHECK ? String(data['verificationId']) : null;
}

/**
 * Runs {@link dispatchOutbox} whenever a gateway announces a new row, and every `everyMs` otherwise, until stopped.
 * A fault is logged and the next run tries again.
 *
 * @param begin receives the verifications whose jobs were enqueued.
 */
export async function runDispatcher(
  services: WorkServices,
  everyMs: number,
  begin: Beginner,
): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  let rung = false;
  let wake: () => void = () => undefined;
  const ring = (): void => {
    rung = true;
    wake();
  };
  const subscription = await services.queue.subscribe(PROMISED_TOPIC, ring);
  const beginning = new Set<Promise<void>>();
  const loop = (async () => {
    while (!stopped) {
      rung = false;
      let handed = 0;
      try {
        const promised = await dispatchOutbox(services);
        handed = promised.length;
        const checkIds = promised.flatMap((one) => checkOf(one) ?? []);
        if (checkIds.length > 0) {
          const begun = begin(checkIds).finally(() => beginning.delete(begun));
          beginning.add(begun);
        }
      } catch (thrown) {
        services.log.error('outbox not dispatched', { err: asError(thrown) });
      }
      // A full batch suggests that more rows wait.
      if (handed > 0) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        // A row that was announced during the run may have come too late for it.
        if (rung) wake();
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await loop;
      await Promise.all(beginning);
      await subscription.close();
    },
  };
}
