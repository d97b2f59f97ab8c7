import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A program stops in good order within 4.5 s; the rest is the machine's. */
const LONGEST_STOP_MS = 15_000;

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await temporaryFolder();
});
afterEach(async () => {
  // Fails when a program has left a connection open.
  await database.drop();
  await folder.remove();
});

/** Ids of all processes below one. */
async function descendants(pid: number): Promise<number[]> {
  const children: number[] = [];
  for (const task of await readdir(`/proc/${pid}/task`).catch(() => [])) {
    const list = await readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '');
    children.push(...list.trim().split(/\s+/).filter(Boolean).map(Number));
  }
  const below = await Promise.all(children.map(descendants));
  return [...children, ...below.flat()];
}

async function lives(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // A process that has ended is listed until its parent has asked for its end.
  return stat !== '' && !/\) Z /.test(stat);
}

describe('a signal to npm ends the program that npm runs', () => {
  it.each([
    { script: 'start', signal: 'SIGTERM', says: 'Ctrl-C', onServer: false },
    { script: 'start', signal: 'SIGINT', says: 'Ctrl-C', onServer: false },
    { script: 'serve', signal: 'SIGTERM', says: '"url"', onServer: true },
    { script: 'work', signal: 'SIGTERM', says: '"working":true', onServer: true },
  ] as const)('npm run $script, $signal', async ({ script, signal, says, onServer }) => {
    const server = { DATABASE_URL: database.appUrl, HEDUI_DEMO: '1' };
    const npm = spawn('npm', ['run', script], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        HEDUI_DATA_DIR: join(folder.path, 'data'),
        HEDUI_PORT: '0',
        ...(onServer ? server : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    npm.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    npm.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    while (!text.includes(says)) {
      expect(npm.exitCode, text).toBe(null);
      await pause(50);
    }
    const pids = [npm.pid ?? 0, ...(await descendants(npm.pid ?? 0))];
    expect(pids.length).toBeGreaterThan(1);
    npm.kill(signal);
    const until = performance.now() + LONGEST_STOP_MS;
    let left = pids;
    while (left.length > 0 && performance.now() < until) {
      await pause(50);
      const living = await Promise.all(left.map(lives));
      left = left.filter((_, index) => living[index]);
    }
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left, text).toEqual([]);
    expect(text).not.toContain('did not stop');
  });
});
