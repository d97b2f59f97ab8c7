import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Network folders never send `fs.watch` events, so the code relies on the poll. */
const POLL_MS = 500;
/** Writing a file causes several events; one read soon after the first serves them all. */
const HINT_MS = 10;

/**
 * Writes a file so that readers never see a part of it: a hidden temporary name, fsync, rename, fsync of the folder.
 */
export async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.part`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Names of the complete files of a folder in order; hidden files are temporary. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Moves a file into another folder, with a number after its name where that is taken, so that nothing is lost. A
 * file that another process has already moved is no fault.
 * @param name in the new folder; by default the file's own.
 */
export async function putAway(path: string, folder: string, name = basename(path)): Promise<void> {
  try {
    await rename(path, await freePath(folder, name));
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
  }
}

/** The path of a name in a folder, or of the first unused numbered copy (`name.2`, `name.3` …). */
export async function freePath(folder: string, name: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const path = copyPath(folder, name, copy);
    if (!(await exists(path))) return path;
  }
}

/** The path of the n-th file of a name, counted from 1. */
export function copyPath(folder: string, name: string, copy: number): string {
  return join(folder, copy === 1 ? name : `${name}.${copy}`);
}

/**
 * The bytes of the first existing file, or `null`. The paths are in the order in which a file moves, so that it is
 * found.
 */
export async function readFirst(paths: readonly string[]): Promise<Uint8Array | null> {
  for (const path of paths) {
    try {
      return await readFile(path);
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
  }
  return null;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}

export function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

/**
 * Calls back soon after something changes in one of the folders; at once where files are already there.
 * @param onFault handles a folder that cannot be read; the poll continues.
 * @returns a function that stops watching.
 */
export function watchFolders(
  folders: readonly string[],
  onChange: () => void,
  onFault: (fault: unknown) => void,
): () => void {
  const seen = new Map<string, string>();
  let polling = false;
  let again = false;
  let closed = false;
  const poll = async () => {
    // A change during a read may have come too late for it.
    again = polling;
    if (polling || closed) return;
    polling = true;
    try {
      for (const folder of folders) {
        const now = await fingerprint(folder);
        const changed = now !== '' && now !== seen.get(folder);
        seen.set(folder, now);
        if (changed && !closed) onChange();
      }
    } catch (thrown) {
      if (!closed) onFault(thrown);
    } finally {
      polling = false;
      if (again) void poll();
    }
  };
  let hinted: NodeJS.Timeout | null = null;
  const onHint = () => {
    hinted ??= setTimeout(() => {
      hinted = null;
      void poll();
    }, HINT_MS).unref();
  };
  const timer = setInterval(() => void poll(), POLL_MS).unref();
  const watchers = folders.map((folder): FSWatcher =>
    watch(folder, { persistent: false }, onHint).on('error', onFault),
  );
  void poll();
  return () => {
    closed = true;
    clearInterval(timer);
    if (hinted !== null) clearTimeout(hinted);
    for (const watcher of watchers) watcher.close();
  };
}

/**
 * Names, sizes and files, because a growing file is a change too, and so is another file of the same name and size that
 * replaced the first between two reads.
 */
async function fingerprint(folder: string): Promise<string> {
  const parts: string[] = [];
  for (const name of await listFiles(folder)) {
    try {
      const { size, ino, ctimeNs } = await stat(join(folder, name), { bigint: true });
      parts.push(`${name}:${size}:${ino}:${ctimeNs}`);
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
  }
  return parts.join('/');
}
