import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from '../../.config/tree.ts';
import { realEstate } from '../../adapters/real-estate.ts';
import { openSimulatedRoom } from '../conformance/simulated-room.ts';

const ran = (...words: string[]) =>
  spawnSync(process.execPath, ['test/conformance/run.ts', ...words], { cwd: ROOT, encoding: 'utf8' });

it('says in one sentence of each language that a source has no simulator, and what to do', async () => {
  const opening = openSimulatedRoom({ ...realEstate, id: 'titles-of-elsewhere' });
  await expect(opening).rejects.toMatchObject({
    details: {
      code: 'BAD_CONFIGURATION',
      zh: expect.stringMatching(/^数据源“titles-of-elsewhere”没有模拟部门；.*--endpoint 和 --people/),
      en: expect.stringMatching(/^source "titles-of-elsewhere" has no simulator; .*--endpoint and --people/),
    },
  });
});

it.each([
  ['justice', 'adapters/not-connected.ts'],
  ['nobody', '没有数据源“nobody”'],
  ['tax --colour', 'npm run conformance -- SOURCE'],
  ['tax vehicles', 'npm run conformance -- SOURCE'],
  ['', 'npm run conformance -- SOURCE'],
])('ends with 2 for "%s", without a stack', (words, says) => {
  const { status, stdout, stderr } = ran(...words.split(' ').filter((word) => word !== ''));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toContain('    at ');
});

it('shows how it is called where that is asked', () => {
  const { status, stdout } = ran('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('npm run conformance -- SOURCE');
});
