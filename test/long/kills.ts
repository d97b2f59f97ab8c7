import process from 'node:process';
import { killAndRecover } from '../e2e/faults/kill-and-recover.ts';
import type { Outcome, Run } from '../e2e/faults/kill-and-recover.ts';
import { KILL_POINT_NAMES } from '../e2e/faults/kill-points.ts';
import { eachOnDatabaseOfItsOwn } from '../support/own-databases.ts';
import { redisAvailable } from '../support/queue.ts';

/**
 * The kills of `test/e2e/faults` with many seeds: each decides at which arrival, or instant, a worker dies.
 *
 * `node test/long/kills.ts [seeds, default 5] [name of the first seed, default 0]`; about two minutes a seed.
 * Prints one line of JSON for each run and a summary at the end; exit code 1 when a promise was broken.
 */
const SEEDS = Number(process.argv[2] ?? '5');
const FIRST = Number(process.argv[3] ?? '0');
const AT_ONCE = 5;

const backends: readonly Run['backend'][] = redisAvailable() ? ['postgres', 'redis'] : ['postgres'];
const runs = Array.from({ length: SEEDS }, (_, index) => `seed-${FIRST + index}`).flatMap((seed) =>
  backends.flatMap((backend) => [
    ...KILL_POINT_NAMES.map((kill) => ({ kill, time: 'REAL' as const, backend, seed })),
    { kill: 'RANDOM' as const, time: 'REAL' as const, backend, seed },
    { kill: 'RANDOM' as const, time: 'COMPRESSED' as const, backend, seed },
  ]),
);

const outcomes: Outcome[] = [];
await eachOnDatabaseOfItsOwn(runs, AT_ONCE, async (run, { databaseUrl }) => {
  const { log, ...outcome } = await killAndRecover({ ...run, databaseUrl });
  outcomes.push({ ...outcome, log });
  console.log(JSON.stringify(outcome.faults.length === 0 ? outcome : { ...outcome, log }));
});
console.log(JSON.stringify(summary(outcomes), null, 2));
if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1;

function summary(outcomes: readonly Outcome[]) {
  const recovered = outcomes.map(({ recoveredMs }) => recoveredMs).toSorted((a, b) => a - b);
  return {
    runs: outcomes.length,
    seeds: SEEDS,
    backends,
    kills: outcomes.reduce((sum, { kills }) => sum + kills, 0),
    checks: outcomes.length * 4,
    questions: outcomes.reduce((sum, { questions }) => sum + questions, 0),
    askedTwice: outcomes.reduce((sum, { askedTwice }) => sum + askedTwice, 0),
    recoveredMs: { median: recovered[Math.floor(recovered.length / 2)], longest: recovered.at(-1) },
    broken: outcomes
      .filter(({ faults }) => faults.length > 0)
      .map(({ kill, backend, seed, faults }) => ({ kill, backend, seed, faults })),
  };
}
