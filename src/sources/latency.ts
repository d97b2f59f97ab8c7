import { sql } from 'kysely';
import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { asError } from '../platform/problem.ts';

/** Each bucket is ten per cent longer than the one before, so a percentile is accurate to ten per cent. */
const GROWTH = Math.log(1.1);
/**
 * The last bucket is three weeks: a bank answers in the following night or a working day later. Three weeks in
 * milliseconds still fit an Int of GraphQL.
 */
const LAST_BUCKET = 224;
const FLUSH_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;
/** The period of the latencies that operators see: 15 minutes for a direct source, one day for a source by files. */
const WINDOW_MINUTES = { direct: 15, byFiles: 24 * 60 };

/**
 * Milliseconds within which 50, 95 and 99 per cent of the exchanges ended. For a source by files, an exchange is one
 * question, from the writing of its file to the reading of its answer, including nights and weekends.
 */
export type Latency = {
  /** The length of the period. */
  readonly overMinutes: number;
  readonly exchanges: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
};

/** The number of exchanges with a source whose duration fell into one bucket. */
export type LatencyCount = { readonly sourceId: string; readonly bucket: number; readonly count: number };

/** Counts exchanges by duration in memory, and passes the counts on every few seconds to be written. */
export class LatencyLog {
  readonly #write: (counts: readonly LatencyCount[]) => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #counts = new Map<string, { readonly sourceId: string; readonly bucket: number; count: number }>();

  constructor(write: (counts: readonly LatencyCount[]) => Promise<void>, log: Log = silentLog) {
    this.#write = write;
    this.#timer = setInterval(() => {
      this.flush().catch((thrown: unknown) => log.warn('latency not written', { err: asError(thrown) }));
    }, FLUSH_EVERY_MS);
    this.#timer.unref();
  }

  /** Counts one answered exchange. */
  note(sourceId: string, ms: number): void {
    const bucket = Math.min(LAST_BUCKET, Math.max(0, Math.ceil(Math.log(Math.max(1, ms)) / GROWTH)));
    const key = `${sourceId} ${bucket}`;
    const counted = this.#counts.get(key) ?? { sourceId, bucket, count: 0 };
    counted.count += 1;
    this.#counts.set(key, counted);
  }

  async flush(): Promise<void> {
    if (this.#counts.size === 0) return;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    await this.#write(counts);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}

/** Adds counts to those of the current minute. */
export async function addLatenciesInTrx({ trx, at }: Acting, counts: readonly LatencyCount[]): Promise<void> {
  const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
  // All workers insert in the same order, so that no two of them deadlock.
  await sql`
    INSERT INTO source_latency (source_id, minute, bucket, count)
    SELECT id, ${minute}, bucket, count FROM unnest(
      ${counts.map(({ sourceId }) => sourceId)}::text[], ${counts.map(({ bucket }) => bucket)}::smallint[],
      ${counts.map(({ count }) => count)}::int[]) AS c (id, bucket, count)
    ORDER BY id, bucket
    ON CONFLICT (source_id, minute, bucket) DO UPDATE SET count = source_latency.count + excluded.count`.execute(trx);
}

/**
 * Latencies by source; a source without exchanges in the period has no entry.
 * @param byFiles the sources that accept files and answer later.
 */
export async function readLatencies(
  db: Database,
  now: Date,
  byFiles: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Latency>> {
  const since = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE_MS);
  const rows = await db
    .selectFrom('source_latency')
    .select((eb) => ['source_id', 'bucket', eb.fn.sum<number>('count').as('count')])
    .where((eb) =>
      eb.or([
        eb('minute', '>', since(WINDOW_MINUTES.direct)),
        eb.and([
          eb('minute', '>', since(WINDOW_MINUTES.byFiles)),
          eb('source_id', '=', eb.fn.any(eb.val([...byFiles]))),
        ]),
      ]),
    )
    .groupBy(['source_id', 'bucket'])
    .orderBy('bucket')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.source_id)].map(([sourceId, buckets]) => {
      const exchanges = buckets.reduce((sum, { count }) => sum + count, 0);
      const within = (part: number): number => {
        let left = part * exchanges;
        const found = buckets.find(({ count }) => (left -= count) <= 0);
        return Math.round(Math.exp((found?.bucket ?? 0) * GROWTH));
      };
      const overMinutes = byFiles.has(sourceId) ? WINDOW_MINUTES.byFiles : WINDOW_MINUTES.direct;
      return [sourceId, { overMinutes, exchanges, p50Ms: within(0.5), p95Ms: within(0.95), p99Ms: within(0.99) }];
    }),
  );
}
