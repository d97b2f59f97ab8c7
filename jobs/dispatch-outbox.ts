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
 * Hands promised work to the queue, with the promise's id as the job's id. A crash between handing over and marking
 * hands the same id again, which the queue knows. Several processes share the work by skipping each other's rows.
 *
 * @returns the promises handed over.
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

/** The check that a promise is to begin; `null` where it promises something else. */
function checkOf({ queue, name, data }: Promised): string | null {
  return queue === CHECK_QUEUE && name === START_CHECK ? String(data['verificationId']) : null;
}

/**
 * Runs {@link dispatchOutbox} whenever a gateway says that something was promised, and every `everyMs` without a word,
 * until stopped. A fault is logged and the next turn tries again.
 *
 * @param begin is handed the checks whose jobs are with the queue now.
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
      // Where some came, more come.
      if (handed > 0) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        // What was promised during the look may have come too late for it.
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
