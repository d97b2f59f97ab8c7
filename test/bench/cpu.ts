import { readdir, readFile } from 'node:fs/promises';
import { median } from './figures.ts';

/** Linux counts processor time in hundredths of a second, whatever its clock. */
const TICK_MS = 10;

type Stat = { readonly parent: number; readonly ownMs: number; readonly endedChildrenMs: number };

/** The processes of an installation; of PostgreSQL the one that starts all others. */
export type Processes = Readonly<Record<'gateway' | 'worker' | 'departments' | 'postgres', number>>;

/** Processor time by process, milliseconds. */
export type CpuTimes = Readonly<Record<keyof Processes, number>>;

/** The processor time that the processes have used so far; `null` where the machine has no /proc. */
export async function cpuTimes(processes: Processes): Promise<CpuTimes | null> {
  const [gateway, worker, departments, postgres] = await Promise.all([
    cpuMs(processes.gateway, { family: false }),
    cpuMs(processes.worker, { family: false }),
    cpuMs(processes.departments, { family: false }),
    cpuMs(processes.postgres, { family: true }),
  ]);
  if (gateway === null || worker === null || departments === null || postgres === null) return null;
  return { gateway, worker, departments, postgres };
}

/** The processor time since then; `null` where the machine has no /proc. */
export async function cpuTimesSince(before: CpuTimes | null, processes: Processes): Promise<CpuTimes | null> {
  const after = await cpuTimes(processes);
  return before === null || after === null ? null : combined([before, after], ([from = 0, to = 0]) => to - from);
}

/** The middle of several times, by process; `null` where one of them is not told. */
export function medianCpuTimes(times: readonly (CpuTimes | null)[]): CpuTimes | null {
  const told = times.filter((one) => one !== null);
  return told.length < times.length ? null : combined(told, median);
}

function combined(times: readonly CpuTimes[], by: (values: readonly number[]) => number): CpuTimes {
  const of = (name: keyof Processes): number => by(times.map((one) => one[name]));
  return { gateway: of('gateway'), worker: of('worker'), departments: of('departments'), postgres: of('postgres') };
}

/** The processor time of one process; with `family`, including its children, even those that have ended. */
async function cpuMs(pid: number, { family }: { readonly family: boolean }): Promise<number | null> {
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
