import process from 'node:process';
import { storm } from '../integration/access/storm.ts';
import type { StormOutcome } from '../integration/access/storm.ts';

/**
 * Acts of all kinds on a few cases at once: `node test/long/storm.ts [seeds, default 5] [acts, default 800]`. Prints a
 * line of JSON for each seed; exit code 1 when an act ended in anything but its output or a typed refusal.
 */
const SEEDS = Number(process.argv[2] ?? '5');
const ACTS_AT_ONCE = Number(process.argv[3] ?? '800');

const outcomes: StormOutcome[] = [];
for (let seed = 0; seed < SEEDS; seed += 1) {
  const outcome = await storm({ seed, acts: ACTS_AT_ONCE });
  console.log(JSON.stringify(outcome));
  outcomes.push(outcome);
}
if (outcomes.some(({ internal }) => internal.length > 0)) process.exitCode = 1;
