import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { redisAvailable } from '../support/queue.ts';

/**
 * Every flow that `npm test` walks on PostgreSQL only, on Redis: the tests of all files that name `FLOW_BACKENDS`.
 *
 * `node test/long/backends.ts`; about three minutes. Exit code 1 when a test failed, or where there is no Redis.
 */
const ROOT = join(import.meta.dirname, '../..');

if (!redisAvailable()) throw new Error('no redis-server was found; install it with: npm run setup');
const files = globSync('test/{integration,e2e}/**/*.test.ts', { cwd: ROOT })
  .filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('FLOW_BACKENDS'))
  .toSorted();
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts'];
const { status } = spawnSync(process.execPath, [...vitest, ...files, '-t', 'on redis'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, TEST_EVERY_BACKEND: '1' },
});
process.exitCode = status === 0 ? 0 : 1;
