import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GREEN = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
};
const TIER = { name: 'unit', passed: 3, failed: 0, skipped: 0, seconds: 1, budget: 30 };

let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

async function verdict(vitest: object | undefined, tiers: readonly object[] = [TIER], steps: readonly string[] = []) {
  folder = await mkdtemp(join(tmpdir(), 'hedui-verdict-'));
  if (vitest !== undefined) await writeFile(join(folder, 'vitest.json'), JSON.stringify(vitest));
  await writeFile(join(folder, 'tiers.json'), JSON.stringify(tiers));
  const { status, stdout } = spawnSync(process.execPath, ['.ci/verdict.mjs', folder, '5', ...steps], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, text: stdout, last: stdout.trimEnd().split('\n').at(-1) };
}

it('holds when every step, tier and test held', async () => {
  expect(await verdict(GREEN)).toMatchObject({ status: 0, last: '3 passed, 0 failed' });
});

it('fails with the true counts when a test failed', async () => {
  expect(await verdict({ ...GREEN, numPassedTests: 2, numFailedTests: 1, success: false })).toMatchObject({
    status: 1,
    last: '2 passed, 1 failed',
  });
});

it('counts a test file that could not be loaded', async () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(await verdict({ ...GREEN, success: false, testResults })).toMatchObject({
    status: 1,
    last: '3 passed, 1 failed',
  });
});

it('fails when a tier did not run', async () => {
  const { status, text, last } = await verdict(GREEN, [TIER, { ...TIER, name: 'redis', passed: 0, skipped: 2 }]);
  expect({ status, last }).toEqual({ status: 1, last: '3 passed, 0 failed' });
  expect(text).toContain('tier did not run: redis');
});

it('fails when a test was skipped', async () => {
  const { status, text } = await verdict({ ...GREEN, numPendingTests: 1 }, [{ ...TIER, skipped: 1 }]);
  expect(status).toBe(1);
  expect(text).toContain('tier with skipped tests: unit (1)');
});

it('fails when a step before the tests broke', async () => {
  const { status, text, last } = await verdict(GREEN, [TIER], ['npm run check']);
  expect({ status, last }).toEqual({ status: 1, last: '3 passed, 0 failed' });
  expect(text).toContain('broken step: npm run check');
});

it('fails and still ends with the line when there is no report', async () => {
  expect(await verdict(undefined, [])).toMatchObject({ status: 1, last: '0 passed, 1 failed' });
});
