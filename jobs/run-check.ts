import { z } from 'zod';
import { closeOverdueAct } from '../src/access/acts/check-work.ts';
import type { Unsettled } from '../src/question/unsettled.ts';
import { CHECK_QUEUE } from '../src/verification/check-queue.ts';
import { weighAtLatest } from '../src/verification/checks-to-weigh.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import { askSource } from './ask-source.ts';
import type { Asking } from './ask-source.ts';
import { defineJob } from './define-job.ts';
import type { RunnableJob } from './define-job.ts';
import { RUN_CHECK } from './enqueue-check.ts';
import type { ExchangeCourier } from './exchange-courier.ts';
import type { HeadStart } from './head-start.ts';
import type { Issuer } from './issuer.ts';
import type { Planner } from './planner.ts';
import type { WorkServices } from './services.ts';
import type { UnsettledReader } from './unsettled.ts';
import type { WeighLines } from './weigh-lines.ts';

/** An open question that this run could not claim is held by another worker, running or dead; its claim ends soon. */
const IN_OTHER_HANDS_MS = 1_000;
const SOON_MS = 10;

/** The entry points of a process that a verification uses. */
export type CheckDoors = {
  readonly asking: Asking;
  readonly couriers: ReadonlyMap<string, ExchangeCourier>;
  readonly plan: Planner;
  readonly readUnsettled: UnsettledReader;
  readonly issue: Issuer;
  readonly headStart: HeadStart;
  readonly weighLines: WeighLines;
};

/**
 * One verification from plan to report: sends the questions by files, fans out to every direct source, and parks
 * while it waits, without occupying a worker. It runs again when its time comes or when it is woken; a second run
 * asks only questions that are unsettled and not claimed by another worker.
 */
export function runCheckJob(doors: CheckDoors): RunnableJob {
  const { plan, readUnsettled, issue, headStart, weighLines } = doors;
  return defineJob({
    queue: CHECK_QUEUE,
    name: RUN_CHECK,
    payload: z.strictObject({ verificationId: z.uuid() }),
    async run(services, { verificationId }, job) {
      const begun = await headStart.first(async () => {
        const verification = await plan(verificationId);
        if (verification.state !== 'ASKING') return null;
        // Another process may have planned it, by a pack that was loaded since this one started.
        await services.packs.hold(services.db, [verification.packId]);
        const weighAt = weighAtLatest(services, verification);
        // Before that time, arriving answers trigger the evaluation.
        if (weighAt !== null && weighAt <= services.clock.now()) await weighLines([verificationId]);
        const unsettled = await readUnsettled(verificationId);
        const laying = layAll(doors, verificationId, unsettled);
        await headStart.laid(laying);
        return { unsettled, laying, weighAt };
      });
      if (begun === null) return;
      await headStart.over();
      const direct = await askAll(services, doors.asking, verificationId, begun.unsettled, job.signal);
      const waits = [...direct, ...(await begun.laying)];
      let left = begun.unsettled.length === 0 ? [] : await readUnsettled(verificationId);
      if (await settleOverdue(services, verificationId, left)) left = await readUnsettled(verificationId);
      if (left.length === 0 && (await issue(verificationId)) !== 'NOT_YET') return;
      await job.waitUntil({ ms: pauseFor(services, left, waits, begun.weighAt) }, async () => {
        return (await readUnsettled(verificationId)).length === 0;
      });
    },
  });
}

type Wait = { readonly mode: 'DIRECT' | 'EXCHANGE'; readonly againInMs: number | null };

async function layAll(
  { couriers }: CheckDoors,
  verificationId: string,
  unsettled: readonly Unsettled[],
): Promise<readonly Wait[]> {
  const again = await Promise.all(
    unsettled.flatMap(({ sourceId }) => couriers.get(sourceId)?.lay(verificationId) ?? []),
  );
  return again.map((againInMs) => ({ mode: 'EXCHANGE', againInMs }));
}

async function askAll(
  services: WorkServices,
  asking: Asking,
  verificationId: string,
  unsettled: readonly Unsettled[],
  signal: AbortSignal,
): Promise<readonly Wait[]> {
  const again = await Promise.all(
    unsettled.flatMap(({ sourceId, unsent }) => {
      const source = services.connected.get(sourceId);
      // A question that has joined another verification's question must not reserve quota: it would use up the single
      // half-open probe of a tripped breaker.
      if (source === undefined || source.connection.mode !== 'DIRECT' || unsent === 0) return [];
      return [askSource(asking, { ...source, connection: source.connection }, verificationId, unsent, signal)];
    }),
  );
  return again.map((againInMs) => ({ mode: 'DIRECT', againInMs }));
}

/**
 * Milliseconds until a question becomes overdue, may be asked again, or is released by a worker, or until the last
 * moment to evaluate. A question that joined another needs no timer: settling that question wakes this verification,
 * and the reconciler does where the wake is lost.
 */
export function pauseFor(
  services: Pick<WorkServices, 'clock' | 'connected'>,
  left: readonly Unsettled[],
  waits: readonly Wait[],
  weighAt: Date | null,
): number {
  const now = services.clock.now();
  const untilDue = Math.min(...left.map(({ nextDueAt }) => nextDueAt.getTime())) - now.getTime();
  const untilWeighed = weighAt !== null && weighAt > now ? weighAt.getTime() - now.getTime() : Infinity;
  const again = waits.flatMap(({ againInMs }) => againInMs ?? []);
  const directOpen = left.some(
    ({ sourceId, unsent }) => unsent > 0 && services.connected.get(sourceId)?.connection.mode === 'DIRECT',
  );
  const directAgain = waits.some(({ mode, againInMs }) => mode === 'DIRECT' && againInMs !== null);
  if (directOpen && !directAgain) again.push(IN_OTHER_HANDS_MS);
  return Math.max(
    SOON_MS,
    Math.min(...again, untilDue, untilWeighed, left.length === 0 ? IN_OTHER_HANDS_MS : Infinity),
  );
}

/**
 * Closes overdue questions of one verification and notifies its watchers.
 *
 * @returns whether any question was overdue in the caller's data.
 */
async function settleOverdue(
  services: WorkServices,
  verificationId: string,
  unsettled: readonly Unsettled[],
): Promise<boolean> {
  const now = services.clock.now();
  if (unsettled.every(({ nextDueAt }) => nextDueAt > now)) return false;
  const closed = await asWorker(services, closeOverdueAct, { verificationId });
  if (closed > 0) announce(services, [verificationId]);
  return true;
}
