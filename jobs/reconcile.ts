import { sql } from 'kysely';
import { issueReportsAct } from '../src/access/acts/check-work.ts';
import { sweepOutboxAct } from '../src/access/acts/outbox-work.ts';
import { asError, Problem } from '../src/platform/problem.ts';
import { hasForgotten, isOwedInTime } from '../src/question/of-check.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import { checkJob } from './enqueue-check.ts';
import type { ExchangeCourier } from './exchange-courier.ts';
import type { Follow } from './follow.ts';
import type { WorkServices } from './services.ts';
import { watchAndTell } from './watch-sources.ts';

/** A verification without changes for this time is examined. */
const QUIET_MS = 20_000;
const MOST_AT_ONCE = 200;

/**
 * Repairs from our own tables everything that the queue lost: issues reports that are ready or past their deadline,
 * sends unsent questions, inspects the sources, and starts another round for a verification with questions that no
 * worker holds. The other round runs under one fixed id, so that a verification has at most two flows, which do not
 * disturb each other. A verification that cannot be repaired is reported to operators and skipped for a while, so
 * that it does not delay others.
 *
 * @returns number of verifications that changed.
 */
export async function reconcile(
  services: WorkServices,
  couriers: ReadonlyMap<string, ExchangeCourier>,
  follow: Follow,
): Promise<number> {
  const { db, clock, queue, connected, log } = services;
  const now = clock.now();
  for (const [id, until] of setAside) if (until <= now.getTime()) setAside.delete(id);
  await asWorker(services, sweepOutboxAct, null);
  await follow(null);
  let moved = 0;
  const ready = await db
    .selectFrom('verification as v')
    .select('v.id')
    .where('v.state', '=', 'ASKING')
    .where((eb) => eb.or([eb('v.deadline_at', '<=', now), eb.not(isOwedInTime(now))]))
    .$if(setAside.size > 0, (query) => query.where('v.id', 'not in', [...setAside.keys()].slice(0, MOST_AT_ONCE)))
    .orderBy('v.deadline_at')
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { id } of ready) {
    await attempt(services, id, async () => {
      const state = (await asWorker(services, issueReportsAct, { ids: [id] })).get(id);
      if (state !== 'ISSUED' && state !== 'ANSWERED') return;
      moved += 1;
      log.info('concluded by the reconciler', { verificationId: id, state });
      announce(services, [id]);
    });
  }
  for (const [sourceId, courier] of couriers) {
    courier.look();
    try {
      await courier.lay(null);
    } catch (thrown) {
      log.error('exchange not laid by the reconciler', { sourceId, err: asError(thrown) });
    }
  }
  await watchAndTell(services);
  const quiet = new Date(now.getTime() - QUIET_MS);
  // Unsent questions by files were sent above; the remaining ones may wait for a service window or a signature.
  const exchanges = [...connected].flatMap(([id, { connection }]) => (connection.mode === 'EXCHANGE' ? [id] : []));
  const forgotten = await sql<{ id: string }>`
    SELECT v.id FROM verification v
    WHERE v.created_at < ${quiet}
      AND (v.state = 'REQUESTED' OR (v.state = 'ASKING' AND ${hasForgotten(quiet, exchanges)}))
    ORDER BY v.created_at LIMIT ${MOST_AT_ONCE}`.execute(db);
  for (const { id } of forgotten.rows) {
    await attempt(services, id, async () => {
      await queue.enqueue(checkJob(`${id}.again`, id));
      moved += 1;
      // Enqueueing the round again does nothing while it still exists.
      log.debug('check started again by the reconciler', { verificationId: id });
    });
  }
  return moved;
}

/** Until when this process skips a verification that it could not repair. */
const setAside = new Map<string, number>();
const SET_ASIDE_MS = 600_000;

async function attempt(services: WorkServices, id: string, mend: () => Promise<void>): Promise<void> {
  const now = services.clock.now().getTime();
  if (setAside.has(id)) return;
  try {
    await mend();
    setAside.delete(id);
  } catch (thrown) {
    // A temporary fault, such as a lost connection, is retried in the next run.
    if (thrown instanceof Problem && thrown.code === 'UNAVAILABLE') {
      services.log.warn('check not mended yet', { verificationId: id, err: thrown });
      return;
    }
    setAside.set(id, now + SET_ASIDE_MS);
    services.log.error('check not mended', { verificationId: id, err: asError(thrown) });
  }
}

/** Runs {@link reconcile} every `everyMs` until stopped. */
export function runReconciler(
  services: WorkServices,
  couriers: ReadonlyMap<string, ExchangeCourier>,
  follow: Follow,
  everyMs: number,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = reconcile(services, couriers, follow)
      .catch((thrown: unknown) => services.log.error('not reconciled', { err: asError(thrown) }))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
