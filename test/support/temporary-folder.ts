import { accessSync, constants, readdirSync, statfsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file system that Linux keeps in memory. */
const IN_MEMORY = '/dev/shm';
/** Room for the cluster of a run with its databases, and memory for everything else beside it. */
const ROOM_NEEDED = 2 * 2 ** 30;
const MEMORY_NEEDED = 6 * 2 ** 30;
const PREFIX = 'hedui-test-';

let root: string | undefined;

/**
 * A folder of its own that every user may pass through (PostgreSQL under root runs as another user). It lies in memory
 * where there is plenty: a database is copied there in a twentieth of the time that a disk takes.
 *
 * @param options.programs for a folder from which programs run, which may be forbidden in memory
 */
export async function temporaryFolder(
  options: { readonly programs?: boolean } = {},
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const under = options.programs === true ? tmpdir() : (root ??= roomyRoot());
  const path = await mkdtemp(join(under, `${PREFIX}${process.pid}-`));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Removes the in-memory folders of killed processes, which would otherwise stay until the machine restarts. */
export async function removeLeftFolders(): Promise<void> {
  if (roomyRoot() !== IN_MEMORY) return;
  for (const name of readdirSync(IN_MEMORY)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !lives(pid)) await rm(join(IN_MEMORY, name), { recursive: true, force: true });
  }
}

function roomyRoot(): string {
  try {
    accessSync(IN_MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM_NEEDED && process.availableMemory() >= MEMORY_NEEDED ? IN_MEMORY : tmpdir();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return tmpdir();
    throw thrown;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
