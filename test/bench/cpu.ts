import { readdir, readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second, whatever its clock. */
const TICK_MS = 10;

type Stat = { readonly parent: number; readonly ownMs: number; readonly endedChildrenMs: number };

/**
 * Processor time that a process has used so far, milliseconds; with `family`, its children's too, those that have ended
 * among them. `null` where the machine has no /proc.
 */
export async function cpuMs(pid: number, { family }: { readonly family: boolean }): Promise<number | null> {
  const self = await readStat(pid);
  if (self === null) return null;
  if (!family) return self.ownMs;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const children = (await Promise.all(pids.map(readStat))).filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + (child?.ownMs ?? 0), self.ownMs + self.endedChildrenMs);
}

/** The process that started another; `null` where the machine has no /proc. */
export async function parentOf(pid: number): Promise<number | null> {
  return (await readStat(pid))?.parent ?? null;
}

async function readStat(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The name stands in brackets and may hold anything: what follows the last bracket is counted from the third field.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (place: number): number => Number(fields[place - 3]);
  return {
    parent: field(4),
    ownMs: (field(14) + field(15)) * TICK_MS,
    endedChildrenMs: (field(16) + field(17)) * TICK_MS,
  };
}
