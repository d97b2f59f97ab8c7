import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFolders } from '../../../adapters/transports/folder-files.ts';

let dir: string;
let changes: number;
let stop: () => void;
const faults: unknown[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hedui-watch-'));
  changes = 0;
  stop = watchFolders(
    [dir],
    () => (changes += 1),
    (fault) => faults.push(fault),
  );
});
afterEach(async () => {
  stop();
  await rm(dir, { recursive: true });
});

describe('a watched folder', () => {
  it('reports a file that replaced another of the same name and size between two reads', async () => {
    const file = join(dir, 'HDRSP.dat');
    writeFileSync(file, 'first');
    await expect.poll(() => changes).toBe(1);
    // In one turn of the event loop, so that no read comes between.
    rmSync(file);
    writeFileSync(file, 'other');
    await expect.poll(() => changes).toBe(2);
    expect(faults).toEqual([]);
  });

  it('reports nothing when a file was only taken away', async () => {
    const file = join(dir, 'HDRSP.dat');
    writeFileSync(file, 'first');
    await expect.poll(() => changes).toBe(1);
    rmSync(file);
    const next = join(dir, 'HDACK.dat');
    writeFileSync(next, 'next');
    await expect.poll(() => changes).toBe(2);
    rmSync(next);
    // Longer than the watcher's own interval.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(changes).toBe(2);
  });
});
