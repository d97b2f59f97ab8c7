import process from 'node:process';
import { ManualClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { storm } from '../integration/access/storm.ts';
import type { StormOutcome } from '../integration/access/storm.ts';
import { caseRoomOn } from '../support/case-room.ts';
import { eachOnDatabaseOfItsOwn } from '../support/own-databases.ts';

/**
 * Acts of all kinds on a few cases at once: `node test/long/storm.ts [seeds, default 5] [acts, default 800]`. Prints a
 * line of JSON for each seed; exit code 1 when an act ended in anything but its output or a typed refusal.
 */
const SEEDS = Number(process.argv[2] ?? '5');
const ACTS_AT_ONCE = Number(process.argv[3] ?? '800');

const outcomes: StormOutcome[] = [];
const seeds = Array.from({ length: SEEDS }, (_, seed) => seed);
await eachOnDatabaseOfItsOwn(seeds, 1, async (seed, { databaseUrl }) => {
  // As many connections as a process has; every act waits for one as long as it takes, so that all of them run.
  const db = openDatabase(databaseUrl, { max: 16, waitMs: 300_000 });
  const room = caseRoomOn(db, new ManualClock(new Date('2018-02-01T02:00:00Z')));
  const outcome = await storm(room, { seed, acts: ACTS_AT_ONCE });
  console.log(JSON.stringify(outcome));
  outcomes.push(outcome);
  await db.destroy();
});
if (outcomes.some(({ internal }) => internal.length > 0)) process.exitCode = 1;
