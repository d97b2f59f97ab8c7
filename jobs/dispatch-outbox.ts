import type { Selectable } from 'kysely';
import { asError } from '../src/platform/problem.ts';
import type { Database } from '../src/platform/database.ts';
import type { OutboxTable } from '../src/platform/tables.ts';
import { CHECK_QUEUE, PROMISED_TOPIC, START_CHECK } from '../src/verification/check-queue.ts';
import type { Beginner } from './begin-checks.ts';
import { checkJob } from './enqueue-check.ts';
import type { WorkServices } from './services.ts';

const MOST_AT_ONCE = 100;
const KEEP_DISPATCHED_MS = 24 * 3_600_000;

type Promised = Selectable<OutboxTable>;

/**
 * Hands promised work to the queue, with the promise's id as the job's id. A crash between handing over and marking
 * hands the same id again, which the queue knows. Several processes share the work by skipping each other's rows.
 *
 * @returns the promises handed over.
 */
async function dispatchOutbox(services: WorkServices): Promise<readonly Promised[]> {
  const { db, clock, queue } = services;
  const waiting = await db.selectFrom('outbox').select('id').where('dispatched_at', 'is', null).limit(1).execute();
  if (waiting.length === 0) return [];
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
    await queue.enqueueBulk(
      rows.map((row) => {
        const checkId = checkOf(row);
        return checkId === null
          ? { queue: row.queue, name: row.name, data: row.data, jobId: row.id }
          : checkJob(row.id, checkId);
      }),
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
    return rows;
  });
}

/** The check that a promise is to begin; `null` where it promises something else. */
function checkOf({ queue, name, data }: Promised): string | null {
  return queue === CHECK_QUEUE && name === START_CHECK ? String(data['verificationId']) : null;
}

/** Forgets promises that were kept a day ago. */
export async function sweepOutbox(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('dispatched_at', '<', new Date(now.getTime() - KEEP_DISPATCHED_MS))
    .execute();
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
