/** The data of a job: ids and small counts, never a person's data. {@link assertIdsOnly} enforces it. */
export type IdsOnly = Readonly<Record<string, string | number>>;

/**
 * The queue, the id and the data of a job.
 *
 * `jobId` makes enqueueing idempotent: a second job with the same id is not added while the first waits, runs or is
 * parked, and for an hour after it succeeded. A job that failed for good frees its id at once. The id consists of
 * letters, digits, `_`, `.` and `-`, and is not a bare number.
 */
export type JobSpec = {
  readonly queue: string;
  readonly name: string;
  readonly data: IdsOnly;
  readonly jobId: string;
  /** Milliseconds from now before which the job does not run. Default 0. */
  readonly delayMs?: number;
  /** How often the handler may throw before the job fails for good. Default {@link ATTEMPTS}. */
  readonly attempts?: number;
};

/** A job that its handler is running. */
export type RunningJob = {
  readonly id: string;
  readonly name: string;
  readonly data: IdsOnly;
  /** 1 at the first attempt. Parking and a killed worker do not count as attempts. */
  readonly attempt: number;
  /** Aborted when the worker closes or when this run has lost its lock to another worker. */
  readonly signal: AbortSignal;
  /**
   * Parks the job for `at.ms` milliseconds from now (machine time) without occupying a worker. Afterwards, or when
   * {@link QueueBackend.wake} is called, its handler runs again from the start. Throws a signal that the handler
   * must not catch.
   *
   * A wake that arrives before the job is parked wakes nothing. A handler that looks for news before it parks
   * therefore passes `unless`, which is called once the job is parked: when it returns `true` or throws, the job
   * runs again at once.
   */
  waitUntil(at: { readonly ms: number }, unless?: () => Promise<boolean>): Promise<never>;
};

/**
 * Does one piece of work. A job can run twice (a killed worker, a connection cut after the work was done), so a
 * handler must be idempotent by its own rows. After any thrown error the job is retried with growing pauses.
 */
export type JobHandler = (job: RunningJob) => Promise<void>;

/** Something that runs until it is closed. */
export type Closable = { close(): Promise<void> };

/** The queue as all other code sees it. The state of a verification is kept in our tables only, never in the queue. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  /** Adds one job, idempotent by its id. Rejects within seconds when the store cannot be reached. */
  enqueue(job: JobSpec): Promise<void>;
  /** Adds many jobs, of any queues, in one round trip, each idempotent by its id. */
  enqueueBulk(jobs: readonly JobSpec[]): Promise<void>;
  /** Runs a parked, delayed or retrying job now. Does nothing when the job waits, runs, is done or is unknown. */
  wake(queue: string, jobId: string): Promise<void>;
  /**
   * Runs the jobs of a queue, at most `concurrency` at once. `close` aborts the signals, waits
   * {@link HANDLER_GRACE_MS} for the handlers and returns interrupted jobs to the queue.
   */
  work(queue: string, handler: JobHandler, options: { readonly concurrency: number }): Promise<Closable>;
  /** Notifies all processes that listen to `topic` (words joined by dots). A notification is a hint and may be lost. */
  publish(topic: string, message: IdsOnly): Promise<void>;
  /** Calls `listener` for each message that any process publishes; `*` in the topic stands for one word. */
  subscribe(topic: string, listener: (message: IdsOnly, topic: string) => void): Promise<Closable>;
  /** Resolves when the store answers now. @throws Error when it does not, or when the queue is closed. */
  probe(): Promise<void>;
  /** Closes workers, subscriptions and connections within 5 s; later calls on it reject. Safe to call twice. */
  close(): Promise<void>;
}

/** Attempts before a job fails for good; the pauses between them add up to about a minute. */
export const ATTEMPTS = 8;
/** First pause; it doubles with each attempt, minus a random share of up to half. */
export const BACKOFF = { type: 'exponential', delay: 500, jitter: 0.5 } as const;
/** A killed worker loses its job after this time, at the next check of {@link STALLED_CHECK_MS}. */
export const LOCK_MS = 5_000;
export const STALLED_CHECK_MS = 2_000;
/** With BullMQ's default 1, one of 500 parents hung for ever after 40 kill -9; with 20, none (measured). */
export const MAX_STALLED = 20;
/** How long the id of a finished job stays reserved. */
export const DONE_ID_SECONDS = 3_600;
/** A worker polls after this time even without a notification. */
export const IDLE_POLL_SECONDS = 3;
/** How long handlers may run after their signal is aborted. */
export const HANDLER_GRACE_MS = 2_000;

const LONGEST_TEXT = 80;
const PERSON_LIKE = /\d{15}/;
const JOB_ID = /^[A-Za-z0-9_.-]{1,80}$/;

/**
 * Keeps identity and card numbers out of the queue's tables. A violation is a programming error, so it throws no
 * Problem.
 *
 * @throws RangeError naming the field, never its value
 */
export function assertIdsOnly(data: IdsOnly): void {
  for (const [field, value] of Object.entries(data)) {
    if (typeof value === 'string' && (value.length > LONGEST_TEXT || PERSON_LIKE.test(value))) {
      throw new RangeError(`${field} of a job is longer than ${LONGEST_TEXT} or has 15 digits in a row: ids only`);
    }
    if (typeof value === 'number' && !(Math.abs(value) < 1e14)) {
      throw new RangeError(`${field} of a job is no small number: ids only`);
    }
  }
}

/** @throws RangeError for an id or data that may not enter the queue */
export function assertJob(job: JobSpec): void {
  // BullMQ takes bare integers for its own counter and `:` for its keys.
  if (!JOB_ID.test(job.jobId) || /^-?\d+$/.test(job.jobId) || PERSON_LIKE.test(job.jobId)) {
    throw new RangeError('a job id has letters, digits, _ . or -, at most 80, and is no bare number');
  }
  assertIdsOnly(job.data);
}
