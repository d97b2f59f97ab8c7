import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { SourceGuard } from '../../../src/platform/source-guard.ts';
import { createTestDatabase } from '../../support/database.ts';

const ONE_PLACE = {
  quota: { perSecond: 10, perDay: 1_000, concurrent: 1 },
  breaker: { consecutiveFailures: 3, halfOpenAfterMs: 30_000 },
};

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
let clock: ManualClock;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  database = await createTestDatabase();
  db = openDatabase(database.appUrl);
  clock = new ManualClock(new Date('2018-03-05T04:00:00.000Z'));
});
afterEach(async () => {
  vi.useRealTimers();
  await db.destroy();
  await database.drop();
});

async function expiry(): Promise<number> {
  const slot = await db.selectFrom('source_slot').select('expires_at').executeTakeFirst();
  return slot?.expires_at.getTime() ?? 0;
}

it('keeps the place of a long question while its worker lives, and gives it away soon after the worker is gone', async () => {
  const [living, other] = [new SourceGuard(db, clock), new SourceGuard(db, clock)];
  const [slot = ''] = (await living.take('one-place', ONE_PLACE, 1)).slots;
  for (let turn = 0; turn < 3; turn += 1) {
    clock.advance(6_000);
    const before = await expiry();
    vi.advanceTimersByTime(2_500);
    while ((await expiry()) === before) await pause(5);
    expect((await other.take('one-place', ONE_PLACE, 1)).slots).toEqual([]);
  }
  // Killed: nothing renews any more.
  vi.clearAllTimers();
  clock.advance(10_001);
  expect((await other.take('one-place', ONE_PLACE, 1)).slots).toHaveLength(1);
  await living.release(slot);
});

it('renews nothing once everything is given back', async () => {
  const guard = new SourceGuard(db, clock);
  const { slots } = await guard.take('one-place', ONE_PLACE, 1);
  expect(vi.getTimerCount()).toBe(1);
  for (const slot of slots) await guard.release(slot);
  expect(vi.getTimerCount()).toBe(0);
});
