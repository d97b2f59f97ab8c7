import { DelayedError, WaitingError, Worker } from 'bullmq';
import type { IQueueBackend, Job, JobProgress } from 'bullmq';
import { systemClock } from './clock.ts';
import type { Log } from './log.ts';
import { asError, Problem } from './problem.ts';
import { HELD, REDIS_PREFIX } from './queue-bullmq-store.ts';
import type { Held, QueueStore } from './queue-bullmq-store.ts';
import {
  DONE_ID_SECONDS,
  HANDLER_GRACE_MS,
  IDLE_POLL_SECONDS,
  LOCK_MS,
  MAX_STALLED,
  STALLED_CHECK_MS,
} from './queue.ts';
import type { Closable, IdsOnly, JobHandler } from './queue.ts';

const CONNECT_MS = 5_000;
/** Closing what no longer answers. */
const FORCE_MS = 1_000;

type WorkerOptions = {
  readonly concurrency: number;
  readonly log: Log | undefined;
  readonly wake: (jobId: string) => Promise<void>;
};

/** While a job is parked for a day, BullMQ would wait up to an hour on PostgreSQL for a lost notification. */
class PollingWorker extends Worker<IdsOnly, void, string, IQueueBackend, JobProgress, Held> {
  override get maximumBlockTimeout(): number {
    return IDLE_POLL_SECONDS;
  }
}

/** @throws Problem UNAVAILABLE when the store doesn't answer within 5 s */
export async function startWorker(
  store: QueueStore,
  queue: string,
  handler: JobHandler,
  options: WorkerOptions,
): Promise<Closable> {
  const runs = new JobRuns(queue, handler, options);
  const worker = new PollingWorker(
    queue,
    (job, token) => runs.process(job, token ?? ''),
    {
      connection: HELD,
      prefix: REDIS_PREFIX,
      concurrency: options.concurrency,
      lockDuration: LOCK_MS,
      // See JobRuns.#hold.
      skipLockRenewal: true,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MAX_STALLED,
      drainDelay: IDLE_POLL_SECONDS,
      // The default of 15 s is three locks long: a job whose work was done would run again.
      runRetryDelay: 500,
      // By age only: by count PostgreSQL reads all kept rows again for each job that ends.
      removeOnComplete: { age: DONE_ID_SECONDS },
      // A failed child that stayed would hold up the next parent of the same ids for ever.
      removeOnFail: { count: 0 },
    },
    store.worker,
  );
  worker.on('error', (err) => options.log?.warn('queue worker fault', { kind: queue, err }));
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= stop(worker, runs));
  const ready = await inTime(
    worker.waitUntilReady().then(() => true),
    CONNECT_MS,
  ).catch(() => false);
  if (ready === true) return { close };
  await close();
  throw new Problem({
    code: 'UNAVAILABLE',
    zh: '任务队列在 5 秒内没有应答；请检查 PostgreSQL 或 Redis。',
    en: 'The job queue did not answer within 5 s; check PostgreSQL or Redis.',
  });
}

async function stop(worker: PollingWorker, runs: JobRuns): Promise<void> {
  await worker.pause(true);
  const idle = await runs.stop();
  // A second close would return the promise of the first: whether to force it is settled before.
  await inTime(worker.close(!idle), FORCE_MS);
}

/** Resolves with undefined after `ms`, whatever becomes of the promise. */
export async function inTime<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The jobs that one worker has in hand. */
class JobRuns {
  readonly #queue: string;
  readonly #handler: JobHandler;
  readonly #options: WorkerOptions;
  readonly #running = new Map<AbortController, Promise<void>>();
  #stopping = false;

  constructor(queue: string, handler: JobHandler, options: WorkerOptions) {
    this.#queue = queue;
    this.#handler = handler;
    this.#options = options;
  }

  async process(job: Job<IdsOnly>, token: string): Promise<void> {
    if (this.#stopping) return await putBack(job, token);
    const abort = new AbortController();
    const release = this.#hold(job, token, abort);
    const run = this.#run(job, token, abort.signal);
    this.#running.set(abort, run);
    try {
      await run;
    } finally {
      release();
      this.#running.delete(abort);
    }
  }

  async #run(job: Job<IdsOnly>, token: string, signal: AbortSignal): Promise<void> {
    const { id = '', name, data } = job;
    const attempt = job.attemptsMade + 1;
    let parked = false;
    const waitUntil = async (at: { readonly ms: number }, unless?: () => Promise<boolean>): Promise<never> => {
      await job.moveToDelayed(systemClock.now().getTime() + at.ms, token);
      parked = true;
      if (unless !== undefined && (await this.#hasNews(unless))) await this.#options.wake(id);
      throw new DelayedError();
    };
    try {
      await this.#handler({ id, name, data, attempt, signal, waitUntil });
    } catch (thrown) {
      if (parked) throw new DelayedError();
      if (this.#stopping) return await putBack(job, token);
      const err = asError(thrown);
      this.#options.log?.warn('job failed', { kind: this.#queue, phase: name, attempt, err });
      throw withoutData(err);
    }
    // The handler caught what waitUntil threw; the job lies parked all the same.
    if (parked) throw new DelayedError();
  }

  async #hasNews(unless: () => Promise<boolean>): Promise<boolean> {
    try {
      return await unless();
    } catch (err) {
      this.#options.log?.warn('parked job could not look for news', { kind: this.#queue, err });
      return true;
    }
  }

  /**
   * Renews the lock while the handler runs. BullMQ's own renewal goes by job id and forgets a job that was
   * parked, woken and taken again before its first run has unwound; the second run would lose its lock.
   */
  #hold(job: Job<IdsOnly>, token: string, abort: AbortController): () => void {
    const renew = async () => {
      try {
        if ((await job.extendLock(token, LOCK_MS)) !== 1) abort.abort(new Error('another worker has this job'));
      } catch (err) {
        this.#options.log?.warn('lock of a job not renewed', { kind: this.#queue, err });
      }
    };
    const timer = setInterval(() => void renew(), LOCK_MS / 3);
    return () => clearInterval(timer);
  }

  /** Aborts the signals and waits for the handlers; false when some did not end in time. */
  async stop(): Promise<boolean> {
    this.#stopping = true;
    for (const abort of this.#running.keys()) abort.abort(new Error('the worker is closing'));
    const ended = Promise.allSettled(this.#running.values()).then(() => true);
    return (await inTime(ended, HANDLER_GRACE_MS)) ?? false;
  }
}

/** Another worker takes it; no attempt is counted. */
async function putBack(job: Job<IdsOnly>, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

/** BullMQ keeps message and stack of a failure in its tables; a fault of a driver may quote a person's data. */
function withoutData(err: Error): Error {
  const code = err instanceof Problem ? ` ${err.code}` : '';
  const safe = new Error(`${err.name}${code}`);
  safe.stack = '';
  return safe;
}
