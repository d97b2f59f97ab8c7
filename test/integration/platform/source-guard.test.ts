import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { SourceGuard } from '../../../src/platform/source-guard.ts';
import type { SourceLimits } from '../../../src/platform/source-guard.ts';
import { createTestDatabase } from '../../support/database.ts';

const LIMITS: SourceLimits = {
  quota: { perSecond: 10, perDay: 1_000, concurrent: 100 },
  breaker: { consecutiveFailures: 3, halfOpenAfterMs: 30_000 },
};
const NOON = new Date('2018-03-05T04:00:00.000Z');

describe('the guard of a source, shared by all workers', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let one: Database;
  let other: Database;
  let clock: ManualClock;
  let source = 0;
  let id = '';

  beforeAll(async () => {
    database = await createTestDatabase();
    one = openDatabase(database.appUrl);
    other = openDatabase(database.appUrl);
  });
  afterAll(async () => {
    await one.destroy();
    await other.destroy();
    await database.drop();
  });
  beforeEach(() => {
    clock = new ManualClock(NOON);
    source += 1;
    id = `source-${source}`;
  });

  it('grants no more in a second than the quota, whoever asks', async () => {
    const [a, b] = [new SourceGuard(one, clock), new SourceGuard(other, clock)];
    const leaves = await Promise.all([1, 2, 3, 4].flatMap(() => [a.take(id, LIMITS, 3), b.take(id, LIMITS, 3)]));
    expect(leaves.flatMap(({ slots }) => slots)).toHaveLength(10);
    expect(await a.take(id, LIMITS, 1)).toEqual({ slots: [], retryInMs: 1_000 });
    clock.advance(1_000);
    expect((await a.take(id, LIMITS, 3)).slots).toHaveLength(3);
  });

  it('grants no more in a day of Shanghai than the daily quota', async () => {
    const guard = new SourceGuard(one, clock);
    const limits = { ...LIMITS, quota: { perSecond: 100, perDay: 5, concurrent: 100 } };
    expect((await guard.take(id, limits, 9)).slots).toHaveLength(5);
    clock.advance(2_000);
    const refused = await guard.take(id, limits, 1);
    expect(refused.slots).toEqual([]);
    clock.advance(refused.retryInMs);
    expect((await guard.take(id, limits, 1)).slots).toHaveLength(1);
  });

  it('keeps no more questions under way than there are places, and frees those of a killed worker', async () => {
    const guard = new SourceGuard(one, clock);
    const limits = { ...LIMITS, quota: { perSecond: 100, perDay: 1_000, concurrent: 2 } };
    const [place, lost] = (await guard.take(id, limits, 5)).slots;
    expect(lost).toBeDefined();
    expect((await guard.take(id, limits, 1)).slots).toEqual([]);
    if (place !== undefined) await guard.release(place);
    expect((await guard.take(id, limits, 5)).slots).toHaveLength(1);
    clock.advance(121_000);
    expect((await guard.take(id, limits, 5)).slots).toHaveLength(2);
  });

  it('opens after the set number of failures in a row, for every worker', async () => {
    const [a, b] = [new SourceGuard(one, clock), new SourceGuard(other, clock)];
    await a.failed(id, LIMITS);
    await b.failed(id, LIMITS);
    expect((await b.take(id, LIMITS, 1)).slots).toHaveLength(1);
    await a.failed(id, LIMITS);
    const refused = await b.take(id, LIMITS, 1);
    expect(refused).toEqual({ slots: [], retryInMs: 30_000 });
  });

  it('forgets failures at a success between them', async () => {
    const guard = new SourceGuard(one, clock);
    await guard.failed(id, LIMITS);
    await guard.failed(id, LIMITS);
    await guard.succeeded(id);
    await guard.failed(id, LIMITS);
    expect((await guard.take(id, LIMITS, 1)).slots).toHaveLength(1);
  });

  it('lets one probe of all workers through after its rest; its failure opens again, its success closes', async () => {
    const [a, b] = [new SourceGuard(one, clock), new SourceGuard(other, clock)];
    for (let failure = 0; failure < 3; failure += 1) await a.failed(id, LIMITS);
    clock.advance(30_000);
    const probes = await Promise.all([a.take(id, LIMITS, 5), b.take(id, LIMITS, 5)]);
    expect(probes.flatMap(({ slots }) => slots)).toHaveLength(1);
    await a.failed(id, LIMITS);
    expect((await b.take(id, LIMITS, 1)).slots).toEqual([]);
    clock.advance(30_000);
    expect((await b.take(id, LIMITS, 5)).slots).toHaveLength(1);
    await b.succeeded(id);
    expect((await a.take(id, LIMITS, 5)).slots).toHaveLength(5);
  });

  it('counts what several sources take of their hub together, in one burst and over many', async () => {
    const guard = new SourceGuard(one, clock);
    const burst = await Promise.all([guard.take(id, LIMITS, 4), guard.take(id, LIMITS, 4), guard.take(id, LIMITS, 4)]);
    expect(burst.map(({ slots }) => slots.length)).toEqual([4, 4, 2]);
    expect((await guard.take(`${id}-beside`, LIMITS, 4)).slots).toHaveLength(4);
    const rows = await one.selectFrom('source_quota').selectAll().where('source_id', '=', id).execute();
    expect(new Map(rows.map(({ span, used }) => [span, used]))).toEqual(
      new Map([
        ['DAY', 10],
        ['SECOND', 10],
      ]),
    );
  });

  it('lets each that waits for a hub have its turn to probe, so that one dead department keeps nobody out', async () => {
    const guard = new SourceGuard(one, clock);
    for (let failure = 0; failure < 3; failure += 1) await guard.failed(id, LIMITS);
    const turns: number[] = [];
    for (let probe = 0; probe < 3; probe += 1) {
      clock.advance(30_000);
      const leaves = await Promise.all([0, 1, 2].map(() => guard.take(id, LIMITS, 2)));
      turns.push(leaves.findIndex(({ slots }) => slots.length > 0));
      await guard.failed(id, LIMITS);
    }
    expect(new Set(turns)).toEqual(new Set([0, 1, 2]));
  });

  it('says when a success has closed a breaker, and only then', async () => {
    const guard = new SourceGuard(one, clock);
    expect(await guard.succeeded(id)).toBe(false);
    for (let failure = 0; failure < 3; failure += 1) await guard.failed(id, LIMITS);
    clock.advance(30_000);
    await guard.take(id, LIMITS, 1);
    expect(await guard.succeeded(id)).toBe(true);
    expect(await guard.succeeded(id)).toBe(false);
  });

  it('gives a probe that nobody used to the next who asks', async () => {
    const guard = new SourceGuard(one, clock);
    for (let failure = 0; failure < 3; failure += 1) await guard.failed(id, LIMITS);
    clock.advance(30_000);
    expect((await guard.take(id, LIMITS, 1)).slots).toHaveLength(1);
    expect((await guard.take(id, LIMITS, 1)).slots).toEqual([]);
    await guard.unused(id);
    expect((await guard.take(id, LIMITS, 1)).slots).toHaveLength(1);
  });
});
