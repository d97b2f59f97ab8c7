import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { tiersText } from '../../.config/tiers-reporter.ts';
import type { Tier } from '../../.config/tiers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('an old Node says in both languages which one is needed, and stops', () => {
  const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', old, '--import', './.config/require-node.mjs', '--print', '"went on"'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('需要 Node 24');
  expect(stderr).toContain('Node 24 or newer is needed and this is 20.20.2');
});

it('the last lines of a run name the tier that did not run, why, and the command that mends it', () => {
  const tiers: Tier[] = [
    { name: 'unit', budget: 1, lacks: () => undefined, mend: '' },
    { name: 'redis', budget: 1, lacks: () => 'redis-server was not found', mend: 'npm run setup' },
  ];
  const results = [
    { name: 'unit', passed: 5, failed: 1, skipped: 2, seconds: 1.25, budget: 1 },
    { name: 'redis', passed: 0, failed: 0, skipped: 7, seconds: 0, budget: 1 },
  ];
  expect(tiersText(results, tiers)).toMatchInlineSnapshot(`
    "Tiers
      unit         5 passed, 1 failed, 2 skipped (1.3 s)
      NOT RUN: redis: redis-server was not found; install what it needs: npm run setup"
  `);
});
