import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../../src/platform/migrate.ts';
import { MIGRATIONS } from '../../../src/platform/migrations/index.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { loadBundle, migrationsOf, readBundle, rowsNow, rowsThen } from '../../support/stored-bundle.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const bundle = readBundle();
/** So that there is always one to be killed in. */
const LAST = migrationsOf(bundle).toSorted().at(-1) ?? '';

let database: TestDatabase;
let owner: Client;
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  await loadBundle(bundle, database, [LAST]);
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const applied = async (): Promise<readonly string[]> =>
  (await owner.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name')).rows.map(({ name }) => name);

/** A start of the program that migrates, which stops between two migrations: it may not write down that one is done. */
async function killedBetweenTwo(): Promise<void> {
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE kysely_migration IN SHARE MODE');
  const child = spawn(process.execPath, ['src/main/migrate.ts'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, HEDUI_DEMO: '1', DATABASE_URL: database.appUrl, HEDUI_OWNER_URL: database.ownerUrl },
  });
  const ended = once(child, 'exit');
  while ((await waiting()) === 0) {
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    await pause(20);
  }
  child.kill('SIGKILL');
  await ended;
  await owner.query('COMMIT');
}

async function waiting(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks WHERE relation = 'kysely_migration'::regclass AND NOT granted`,
  );
  return rows[0]?.count ?? 0;
}

it(
  'a filled database of 86cff67 is brought up to this commit, also after a migration that was killed on its way',
  {
    timeout: 40_000,
  },
  async () => {
    const before = await applied();
    await killedBetweenTwo();
    expect(await applied()).toEqual(before);
    await migrate(database.ownerUrl, { withQueue: true });
    expect(await applied()).toEqual(Object.keys(MIGRATIONS).toSorted());
    for (const table of ['person', 'question', 'answer', 'report', 'decision', 'look_log']) {
      expect((await rowsNow(bundle, owner, table)).length).toBe(rowsThen(bundle, table).length);
    }
    expect(await rowsNow(bundle, owner, 'report')).toEqual(rowsThen(bundle, 'report'));
  },
);
