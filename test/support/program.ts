import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program of `src/main` that runs as a user would run it, in a process group of its own. */
export type RunningProgram = {
  readonly child: ChildProcess;
  /** Everything written so far, standard output and error. */
  output(): string;
  /** Resolves when the output holds the text; rejects when the program ends before. */
  says(text: string): Promise<void>;
  /** Exit code; `null` after a signal. */
  readonly ended: Promise<number | null>;
};

/** Where programs that are started find compiled modules, as npm scripts do: each would compile all of its own. */
const { NODE_COMPILE_CACHE: compiled } = process.env;
export const COMPILED = compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled };

/** Starts `src/main/<name>.ts` with only the given environment beside what Node needs. */
export function startProgram(
  name: string,
  env: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): RunningProgram {
  const child = spawn(process.execPath, [`src/main/${name}.ts`, ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    output: () => text,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!text.includes(wanted)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        void ended.then(() => reject(new Error(`the program ended without saying "${wanted}":\n${text}`)));
        look();
      }),
    ended,
  };
}

/** Processes whose command line holds the text, such as the path of a data folder. */
export async function processesNaming(text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (words.includes(text) && Number(pid) !== process.pid) found.push(words.replaceAll('\0', ' '));
  }
  return found;
}
