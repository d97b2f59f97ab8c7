import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Identifies a process by its start time too, because the system gives its number to another process later. */
export type ProcessIdentity = { readonly pid: number; readonly started: string };

const onLinux = process.platform === 'linux';

function ask(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    // `ps` ends with 1 when there is no such process.
    return undefined;
  }
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process is gone, or was never there.
    return undefined;
  }
}

/** Start time of a living process in the machine's own unit; undefined when the process has ended, reaped or not. */
function startOf(pid: number): string | undefined {
  if (!onLinux) return ask(pid, 'lstart');
  // proc(5): the name in parentheses may hold anything; after it come state (field 3) and, field 22, the start in ticks.
  const fields = readProc(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return `${boot}/${fields[19] ?? ''}`;
}

/** The process that has this number now; undefined when there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether the identified process still runs. */
export function isAlive(known: ProcessIdentity): boolean {
  return identify(known.pid)?.started === known.started;
}

/** The command line of a process, joined by spaces; undefined when the process has ended. */
export function commandOf(pid: number): string | undefined {
  return onLinux ? readProc(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') : ask(pid, 'command');
}
