import { cutAndFinish } from '../e2e/faults/cut-and-finish.ts';
import type { CutOutcome, CutRun } from '../e2e/faults/cut-and-finish.ts';
import { eachOnDatabaseOfItsOwn } from '../support/own-databases.ts';
import { redisAvailable } from '../support/queue.ts';

/**
 * Every connection to the database is cut under load, again and again: gateway and workers live on, and every check that
 * was requested gets its one report.
 *
 * `node test/long/cuts.ts [seeds, default 2] [cuts, default 20]`; about a minute a seed and backend.
 * Prints one line of JSON for each run; exit code 1 when a promise was broken.
 */
const SEEDS = Number(process.argv[2] ?? '2');
const CUTS = Number(process.argv[3] ?? '20');

const backends: readonly CutRun['backend'][] = redisAvailable() ? ['postgres', 'redis'] : ['postgres'];
const runs = Array.from({ length: SEEDS }, (_, index) => `cuts-${index}`).flatMap((seed) =>
  backends.map((backend) => ({ seed, backend, cuts: CUTS, crashes: true })),
);

const outcomes: CutOutcome[] = [];
await eachOnDatabaseOfItsOwn(runs, 1, async (run, addresses) => {
  const { log, ...outcome } = await cutAndFinish({ ...run, ...addresses });
  outcomes.push({ ...outcome, log });
  console.log(JSON.stringify(outcome.faults.length === 0 ? outcome : { ...outcome, log }));
});
if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
