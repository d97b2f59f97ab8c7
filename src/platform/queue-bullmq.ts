import { FlowProducer, Queue, Relay } from 'bullmq';
import type { FlowJob, IQueueBackend, JobsOptions } from 'bullmq';
import type { Log } from './log.ts';
import { asError } from './problem.ts';
import { HELD, openPostgresStore, openRedisStore, REDIS_PREFIX } from './queue-bullmq-store.ts';
import type { Held, QueueStore } from './queue-bullmq-store.ts';
import { inTime, startWorker } from './queue-bullmq-worker.ts';
import { assertIdsOnly, assertJob, ATTEMPTS, BACKOFF } from './queue.ts';
import type { Closable, IdsOnly, JobHandler, JobSpec, QueueBackend } from './queue.ts';

type Producer = Queue<IdsOnly, void, string, IdsOnly, void, string, IQueueBackend, Held>;
type Flows = FlowProducer<IQueueBackend, Held>;

/** BullMQ's codes for "no such job" and "not in the state to be promoted". */
const NOTHING_TO_WAKE: readonly unknown[] = [-1, -3];
const RELAY_NAMESPACE = 'hedui';
/** Each of the last two steps of closing. */
const CLOSE_MS = 700;

/**
 * Opens the queue on PostgreSQL (schema `bullmq`, migrated by the owner beforehand) or on Redis. A store
 * that can't be reached now is refused; one that drops out later is waited for.
 *
 * @throws Problem UNAVAILABLE or BAD_CONFIGURATION within 5 s
 */
export async function openQueue(
  options: { readonly postgresUrl: string } | { readonly redisUrl: string },
  deps: { readonly log?: Log } = {},
): Promise<QueueBackend> {
  const store =
    'redisUrl' in options
      ? await openRedisStore(options.redisUrl, deps.log)
      : await openPostgresStore(options.postgresUrl, deps.log);
  return new BullQueue(store, deps.log);
}

class BullQueue implements QueueBackend {
  readonly #store: QueueStore;
  readonly #log: Log | undefined;
  readonly #producers = new Map<string, Promise<Producer>>();
  readonly #workers = new Set<Closable>();
  #flows: Promise<Flows> | undefined;
  #relay: Promise<Relay<Held>> | undefined;
  #closing: Promise<void> | undefined;
  #closed = false;

  constructor(store: QueueStore, log: Log | undefined) {
    this.#store = store;
    this.#log = log;
  }

  get kind(): 'postgres' | 'redis' {
    return this.#store.kind;
  }

  async enqueue(job: JobSpec): Promise<void> {
    assertJob(job);
    const producer = await this.#producer(job.queue);
    await producer.add(job.name, job.data, jobOptions(job));
  }

  async enqueueBulk(jobs: readonly JobSpec[]): Promise<void> {
    if (jobs.length === 0) return;
    for (const job of jobs) assertJob(job);
    const flows = await this.#flowProducer();
    // Not Queue.addBulk: on PostgreSQL it creates a sequence, which only the owner may.
    await flows.addBulk(jobs.map(node));
  }

  async wake(queue: string, jobId: string): Promise<void> {
    const producer = await this.#producer(queue);
    try {
      await producer.getBackend().promote(jobId);
    } catch (thrown) {
      const fault = asError(thrown);
      if (!('code' in fault) || !NOTHING_TO_WAKE.includes(fault.code)) throw fault;
    }
  }

  async work(queue: string, handler: JobHandler, options: { readonly concurrency: number }): Promise<Closable> {
    this.#assertOpen();
    const wake = (jobId: string) => this.wake(queue, jobId);
    const worker = await startWorker(this.#store, queue, handler, { ...options, log: this.#log, wake });
    this.#workers.add(worker);
    return worker;
  }

  async publish(topic: string, message: IdsOnly): Promise<void> {
    assertIdsOnly(message);
    const relay = await this.#node();
    await relay.publish(topic, message);
  }

  async subscribe(topic: string, listener: (message: IdsOnly, topic: string) => void): Promise<Closable> {
    const relay = await this.#node();
    const subscription = await relay.subscribe<IdsOnly>(topic, (message) => listener(message.data, message.topic));
    return { close: () => subscription.unsubscribe() };
  }

  async probe(): Promise<void> {
    this.#assertOpen();
    await this.#store.probe();
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#shut());
  }

  async #shut(): Promise<void> {
    // First the workers: their handlers may still add jobs and publish.
    await Promise.all([...this.#workers].map((worker) => worker.close()));
    this.#closed = true;
    const parts = await inTime(Promise.allSettled([this.#relay, this.#flows, ...this.#producers.values()]), CLOSE_MS);
    const made = (parts ?? []).flatMap((part) => (part.status === 'fulfilled' && part.value ? [part.value] : []));
    await Promise.all(made.map((part) => this.#end(part)));
    await this.#end(this.#store);
  }

  /** Ends one part; a store that is gone cannot be told goodbye. */
  async #end(part: Closable): Promise<void> {
    try {
      await inTime(part.close(), CLOSE_MS);
    } catch (err) {
      this.#log?.warn('queue not closed cleanly', { kind: this.kind, err });
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('the queue is closed');
  }

  #producer(queue: string): Promise<Producer> {
    this.#assertOpen();
    const known = this.#producers.get(queue);
    if (known !== undefined) return known;
    const made = this.#ready(
      new Queue<IdsOnly, void, string, IdsOnly, void, string, IQueueBackend, Held>(
        queue,
        { connection: HELD, prefix: REDIS_PREFIX, streams: { events: { maxLen: 1_000 } } },
        this.#store.producer,
      ),
      () => this.#producers.delete(queue),
    );
    this.#producers.set(queue, made);
    return made;
  }

  #flowProducer(): Promise<Flows> {
    this.#assertOpen();
    const forget = () => (this.#flows = undefined);
    return (this.#flows ??= this.#ready(
      new FlowProducer<IQueueBackend, Held>({ connection: HELD, prefix: REDIS_PREFIX }, this.#store.producer),
      forget,
    ));
  }

  #node(): Promise<Relay<Held>> {
    this.#assertOpen();
    const forget = () => (this.#relay = undefined);
    return (this.#relay ??= this.#ready(
      new Relay<Held>({
        connection: HELD,
        namespace: RELAY_NAMESPACE,
        prefix: REDIS_PREFIX,
        backend: this.#store.relay,
      }),
      forget,
    ));
  }

  /** A part that failed to connect once stays failed in BullMQ; it is thrown away so that the next call makes a new one. */
  async #ready<T extends Part>(part: T, forget: () => void): Promise<T> {
    part.on('error', (err: Error) => this.#log?.warn('queue fault', { kind: this.kind, err }));
    try {
      await part.waitUntilReady();
      return part;
    } catch (thrown) {
      forget();
      await this.#end(part);
      throw asError(thrown);
    }
  }
}

type Part = Closable & {
  on(event: 'error', listener: (err: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
};

function jobOptions(job: JobSpec): JobsOptions {
  return { jobId: job.jobId, delay: job.delayMs ?? 0, attempts: job.attempts ?? ATTEMPTS, backoff: BACKOFF };
}

function node(job: JobSpec): FlowJob {
  return {
    name: job.name,
    queueName: job.queue,
    data: job.data,
    prefix: REDIS_PREFIX,
    opts: jobOptions(job),
  };
}
