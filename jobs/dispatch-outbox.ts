import { asError } from '../src/platform/problem.ts';
import type { Database } from '../src/platform/database.ts';
import { CHECK_QUEUE, START_CHECK } from '../src/verification/request.ts';
import { enqueueCheck } from './check-flow.ts';
import type { WorkServices } from './services.ts';

const MOST_AT_ONCE = 100;
const KEEP_DISPATCHED_MS = 24 * 3_600_000;

/**
 * Hands promised work to the queue, with the promise's id as the job's id. A crash between handing over and marking
 * hands the same id again, which the queue knows. Several processes share the work by skipping each other's rows.
 *
 * @returns number of promises handed over.
 */
async function dispatchOutbox(services: WorkServices): Promise<number> {
  const { db, clock, queue, connected } = services;
  const waiting = await db.selectFrom('outbox').select('id').where('dispatched_at', 'is', null).limit(1).execute();
  if (waiting.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('outbox')
      .selectAll()
      .where('dispatched_at', 'is', null)
      .orderBy('seq')
      .limit(MOST_AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    await Promise.all(
      rows.map((row) =>
        row.queue === CHECK_QUEUE && row.name === START_CHECK
          ? enqueueCheck(queue, connected, row.id, String(row.data['verificationId']))
          : queue.enqueue({ queue: row.queue, name: row.name, data: row.data, jobId: row.id }),
      ),
    );
    if (rows.length > 0) {
      await trx
        .updateTable('outbox')
        .set({ dispatched_at: clock.now() })
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute();
    }
    return rows.length;
  });
}

/** Forgets promises that were kept a day ago. */
export async function sweepOutbox(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('dispatched_at', '<', new Date(now.getTime() - KEEP_DISPATCHED_MS))
    .execute();
}

/** Runs {@link dispatchOutbox} every `everyMs` until stopped; a fault is logged and the next turn tries again. */
export function runDispatcher(services: WorkServices, everyMs: number): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = (async () => {
    while (!stopped) {
      let handed = 0;
      try {
        handed = await dispatchOutbox(services);
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
      });
    }
  })();
  return {
    stop: () => {
      stopped = true;
      wake();
      return loop;
    },
  };
}
