import { existsSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { DirectConnection, ExchangeConnection } from '../../../src/sources/port.ts';
import { readRequestLines } from '../../../adapters/sandbox/request-log.ts';
import type { ConnectedSource, WorkServices } from '../../../jobs/services.ts';
import { SourceGuard } from '../../../src/platform/source-guard.ts';
import type { KillPoint } from './kill-points.ts';

/** Where a worker dies, and at which of its arrivals there. */
export type Death = { readonly point: KillPoint; readonly arrival: number; readonly countsPath: string };

/** Comes by a point; the fatal time it never returns. */
type ComeBy = (point: KillPoint) => Promise<void>;

/** The same services on ports that kill their own process at one point, as `kill -9` does. */
export function dyingServices(services: WorkServices, death: Death): WorkServices {
  let arrivals = 0;
  const comeBy: ComeBy = async (point) => {
    if (point !== death.point) return;
    arrivals += 1;
    if (arrivals >= death.arrival) await die(point);
  };
  const { queue, log } = services;
  return {
    ...services,
    queue: {
      kind: queue.kind,
      enqueue: (job) => queue.enqueue(job),
      async enqueueBulk(jobs) {
        await comeBy('before-enqueue');
        await queue.enqueueBulk(jobs);
        await comeBy('enqueued');
      },
      async wake(name, jobId) {
        await comeBy('before-wake');
        await queue.wake(name, jobId);
      },
      work: (name, handler, options) => queue.work(name, handler, options),
      publish: (topic, message) => queue.publish(topic, message),
      subscribe: (topic, listener) => queue.subscribe(topic, listener),
      probe: () => queue.probe(),
      close: () => queue.close(),
    },
    guard: new DyingGuard(services, comeBy),
    log: {
      ...log,
      // The job logs the report between issuing it and its own end; nothing else stands between the two.
      info(event, fields) {
        log.info(event, fields);
        if (event === 'report' && fields?.state === 'ISSUED') void comeBy('issued');
      },
    },
    connected: new Map(
      [...services.connected].map(([id, source]) => [id, dyingSource(source, comeBy, death.countsPath)]),
    ),
  };
}

class DyingGuard extends SourceGuard {
  readonly #comeBy: ComeBy;

  constructor({ db, clock, log }: WorkServices, comeBy: ComeBy) {
    super(db, clock, log);
    this.#comeBy = comeBy;
  }

  override async take(...wish: Parameters<SourceGuard['take']>): ReturnType<SourceGuard['take']> {
    await this.#comeBy('before-claim');
    return super.take(...wish);
  }

  /** An answer counts as success once it is stored. */
  override async succeeded(line: string): Promise<boolean> {
    await this.#comeBy('stored');
    return super.succeeded(line);
  }
}

function dyingSource(source: ConnectedSource, comeBy: ComeBy, countsPath: string): ConnectedSource {
  const { connection } = source;
  return {
    ...source,
    connection:
      connection.mode === 'DIRECT' ? dyingDirect(connection, comeBy, countsPath) : dyingExchange(connection, comeBy),
  };
}

function dyingDirect(connection: DirectConnection, comeBy: ComeBy, countsPath: string): DirectConnection {
  return {
    mode: 'DIRECT',
    async ask(inquiry, signal) {
      await comeBy('before-send');
      const asking = connection.ask(inquiry, signal);
      const arrived = arrivedAt(countsPath, inquiry.requestId).then(() => comeBy('sent'));
      const [reply] = await Promise.all([asking, arrived]);
      await comeBy('received');
      return reply;
    },
    read: (inquiry, raw) => connection.read(inquiry, raw),
    close: () => connection.close(),
  };
}

function dyingExchange(connection: ExchangeConnection, comeBy: ComeBy): ExchangeConnection {
  return {
    mode: 'EXCHANGE',
    async submit(institution, inquiries) {
      await comeBy('before-laying');
      await connection.submit(institution, inquiries);
      await comeBy('laid');
    },
    collect: (take, refuse, keep) =>
      connection.collect(
        async (reply) => {
          await comeBy('before-taking');
          await take(reply);
          await comeBy('taken');
        },
        refuse,
        keep,
      ),
    reread: (file, raw) => connection.reread(file, raw),
    watch: (onArrival) => connection.watch(onArrival),
    close: () => connection.close(),
  };
}

/** Resolves when the department has written down that it was asked. */
async function arrivedAt(countsPath: string, requestId: string): Promise<void> {
  for (;;) {
    if (existsSync(countsPath) && readRequestLines(countsPath).some((line) => line.requestId === requestId)) return;
    await pause(10);
  }
}

/** As the kernel does it: nothing is flushed, closed or told. */
async function die(point: KillPoint): Promise<never> {
  writeSync(1, `${JSON.stringify({ died: point })}\n`);
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
}
