import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { Client } from 'pg';
import { Lifecycle } from '../../src/main/lifecycle.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { killAndRecover } from '../e2e/faults/kill-and-recover.ts';
import type { Outcome, Run } from '../e2e/faults/kill-and-recover.ts';
import { KILL_POINT_NAMES } from '../e2e/faults/kill-points.ts';
import { redisAvailable } from '../support/queue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

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

const life = new Lifecycle();
try {
  const folder = await temporaryFolder();
  life.add('folder', () => folder.remove());
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: silentLog, durable: false });
  life.add('PostgreSQL', postgres.stop);
  await migrate(postgres.ownerUrl, { withQueue: true });
  const outcomes: Outcome[] = [];
  const left = [...runs];
  const next = async (): Promise<void> => {
    for (let run = left.shift(); run !== undefined; run = left.shift()) {
      const { log, ...outcome } = await runOnce(postgres, run);
      outcomes.push({ ...outcome, log });
      console.log(JSON.stringify(outcome.faults.length === 0 ? outcome : { ...outcome, log }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  console.log(JSON.stringify(summary(outcomes), null, 2));
  if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
} finally {
  await life.stop();
}

/** On a database of its own, a clone of the migrated one. */
async function runOnce(
  postgres: { readonly adminUrl: string; readonly appUrl: string },
  run: Omit<Run, 'databaseUrl'>,
): Promise<Outcome> {
  const name = `kills_${randomBytes(6).toString('hex')}`;
  await asAdmin(postgres.adminUrl, [
    `CREATE DATABASE ${name} OWNER hedui_owner TEMPLATE hedui`,
    `GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO hedui_app`,
  ]);
  try {
    const address = new URL(postgres.appUrl);
    address.pathname = `/${name}`;
    return await killAndRecover({ ...run, databaseUrl: address.href });
  } finally {
    await asAdmin(postgres.adminUrl, [`DROP DATABASE ${name} WITH (FORCE)`]);
  }
}

async function asAdmin(adminUrl: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

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
