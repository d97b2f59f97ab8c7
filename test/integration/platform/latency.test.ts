import { afterAll, beforeAll, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { retriedTransaction } from '../../../src/platform/retried-transaction.ts';
import { addLatenciesInTrx, LatencyLog, readLatencies } from '../../../src/sources/latency.ts';
import type { LatencyCount } from '../../../src/sources/latency.ts';
import { createTestDatabase } from '../../support/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
const clock = new ManualClock(new Date('2018-03-05T04:00:30Z'));
const actor = { subject: 'hedui-worker', role: 'SYSTEM', division: '', checkId: 'worker' } as const;
const write = (counts: readonly LatencyCount[]) =>
  retriedTransaction(db, (trx) => addLatenciesInTrx({ trx, at: clock.now(), actor, look: () => undefined }, counts));
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('tells the percentiles of two workers together, to within ten per cent, and forgets what is old', async () => {
  const workers = [new LatencyLog(write), new LatencyLog(write)];
  for (let ms = 1; ms <= 1_000; ms += 1) workers[ms % 2]?.note('tax', ms);
  for (const worker of workers) await worker.close();
  const told = (await readLatencies(db, clock.now(), new Set())).get('tax');
  expect(told?.exchanges).toBe(1_000);
  for (const [got = 0, exact] of [
    [told?.p50Ms, 500],
    [told?.p95Ms, 950],
    [told?.p99Ms, 990],
  ] as const) {
    expect(got / exact).toBeGreaterThanOrEqual(1);
    expect(got / exact).toBeLessThan(1.11);
  }
  clock.advance(16 * 60_000);
  expect(await readLatencies(db, clock.now(), new Set())).toEqual(new Map());
});

it('keeps a night’s answers by files in sight for a day, and tells hours and days as they are', async () => {
  const byFiles = new Set(['banks']);
  const worker = new LatencyLog(write);
  const DAY_MS = 86_400_000;
  for (const ms of [30_000, DAY_MS / 3, 11 * DAY_MS]) worker.note('banks', ms);
  await worker.close();
  clock.advance(DAY_MS / 2);
  expect(await readLatencies(db, clock.now(), new Set())).toEqual(new Map());
  const told = (await readLatencies(db, clock.now(), byFiles)).get('banks');
  expect(told).toMatchObject({ overMinutes: 1_440, exchanges: 3 });
  expect((told?.p50Ms ?? 0) / (DAY_MS / 3)).toBeCloseTo(1.05, 1);
  expect((told?.p99Ms ?? 0) / (11 * DAY_MS)).toBeCloseTo(1.05, 1);
  clock.advance(DAY_MS / 2);
  expect(await readLatencies(db, clock.now(), byFiles)).toEqual(new Map());
});
