import { addLatenciesAct } from '../src/access/acts/source-work.ts';
import { Problem } from '../src/platform/problem.ts';
import type { Closable } from '../src/platform/queue.ts';
import { LatencyLog } from '../src/sources/latency.ts';
import { CHECK_QUEUE } from '../src/verification/check-queue.ts';
import { createAnswerTaker } from './answer-taker.ts';
import { asWorker } from './as-worker.ts';
import { createConcluder } from './conclude-check.ts';
import { createClaimer } from './claimer.ts';
import { createBeginner } from './begin-checks.ts';
import { ClaimsInHand } from './claims-in-hand.ts';
import { runDispatcher } from './dispatch-outbox.ts';
import { ExchangeCourier } from './exchange-courier.ts';
import { createFollow } from './follow.ts';
import { HeadStart } from './head-start.ts';
import { createIssuer } from './issuer.ts';
import { createPlanner } from './planner.ts';
import { runReconciler } from './reconcile.ts';
import { releaseFollowersJob } from './release-followers.ts';
import { runCheckJob } from './run-check.ts';
import type { CheckDoors } from './run-check.ts';
import type { WorkServices } from './services.ts';
import { createUnsettledReader } from './unsettled.ts';
import { weighLateJob } from './weigh-late.ts';
import { createWeighLines } from './weigh-lines.ts';

/** How a worker process runs. */
export type WorkerSettings = {
  /** Jobs at once. A job that asks departments spends its time waiting for them: many wait beside each other. */
  readonly concurrency: number;
  readonly dispatchEveryMs: number;
  readonly reconcileEveryMs: number;
};

export const WORKER_DEFAULTS: WorkerSettings = { concurrency: 200, dispatchEveryMs: 100, reconcileEveryMs: 10_000 };

/** Starts everything that a worker process does; `close` lets it end in good order. */
export async function runJobs(services: WorkServices, settings: WorkerSettings = WORKER_DEFAULTS): Promise<Closable> {
  const issue = createIssuer(services);
  const conclude = createConcluder(services, issue);
  const couriers = new Map<string, ExchangeCourier>();
  const weighLines = createWeighLines(services, couriers);
  const follow = createFollow(services, conclude, weighLines);
  const claim = createClaimer(services, follow, conclude);
  const latency = new LatencyLog((counts) => asWorker(services, addLatenciesAct, counts), services.log);
  const take = createAnswerTaker(services, conclude, follow, weighLines, latency);
  const inHand = new ClaimsInHand(services);
  for (const [id, source] of services.connected) {
    const { connection } = source;
    if (connection.mode === 'EXCHANGE')
      couriers.set(id, new ExchangeCourier(services, { ...source, connection }, take, conclude, claim));
  }
  const plan = createPlanner(services);
  const headStart = new HeadStart();
  const doors: CheckDoors = {
    asking: { services, take, inHand, latency, claim },
    couriers,
    plan,
    readUnsettled: createUnsettledReader(services),
    issue,
    headStart,
    weighLines,
  };
  const jobs = [runCheckJob(doors), weighLateJob, releaseFollowersJob(follow)];
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const working = await services.queue.work(
    CHECK_QUEUE,
    async (running) => {
      const job = byName.get(running.name);
      if (job === undefined) throw unknownJob(running.name);
      await job.run(services, running);
    },
    { concurrency: settings.concurrency },
  );
  for (const courier of couriers.values()) courier.start();
  const dispatcher = await runDispatcher(
    services,
    settings.dispatchEveryMs,
    createBeginner(services, plan, couriers, headStart),
  );
  const reconciler = runReconciler(services, couriers, follow, settings.reconcileEveryMs);
  return {
    async close() {
      await dispatcher.stop();
      await reconciler.stop();
      for (const courier of couriers.values()) courier.stop();
      await working.close();
      inHand.close();
      await latency.close();
    },
  };
}

function unknownJob(name: string): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: name,
    zh: `没有名为 ${name} 的任务；请检查各进程是否为同一版本。`,
    en: `there is no job named ${name}; run the same version in every process`,
  });
}
