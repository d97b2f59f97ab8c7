import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readRequestLines } from '../../../adapters/sandbox/request-log.ts';
import type { RequestLine } from '../../../adapters/sandbox/request-log.ts';
import { seeded } from '../../../adapters/sandbox/seeded.ts';
import type { RunningProgram } from '../../support/program.ts';
import { openFaultRoom } from './fault-room.ts';
import type { FaultRoom, FaultRoomOptions } from './fault-room.ts';
import { interruptedAmong, judge, readUnsent } from './judge.ts';
import type { Interrupted } from './judge.ts';
import { KILL_POINTS } from './kill-points.ts';
import type { KillPoint } from './kill-points.ts';

/** `RANDOM`: two to four workers in turn, each killed at an instant that the seed decides. */
export type Run = FaultRoomOptions & { readonly kill: KillPoint | 'RANDOM'; readonly seed: string };

/** The outcome of a run; `faults` is empty when every promise was kept. */
export type Outcome = {
  readonly kill: Run['kill'];
  readonly backend: Run['backend'];
  readonly seed: string;
  readonly kills: number;
  /** From the start of the last worker until all reports were issued, milliseconds. */
  readonly recoveredMs: number;
  readonly questions: number;
  readonly askedTwice: number;
  readonly faults: readonly string[];
  /** The log of the last worker. */
  readonly log: string;
};

const FAMILIES = ['family-clean', 'family-two-homes', 'rich-deposits', 'dormant-account'] as const;
/** No check may take longer after the last kill. */
const LONGEST_MS = 60_000;
/** By now the queue has noticed what the killed worker had in hand, and given it to the next. */
const STALLED_MS = 8_000;

/** Has four checks in flight, kills, lets the product's worker take over, and judges. */
export async function killAndRecover(run: Run): Promise<Outcome> {
  const chance = seeded(run.seed, 'kill', run.kill);
  const room = await openFaultRoom(run);
  try {
    const checkIds: string[] = [];
    const requestAll = async (): Promise<void> => {
      for (const label of FAMILIES) checkIds.push(await room.request(label));
    };
    const faults: string[] = [];
    const kills: Interrupted[] = [];
    // A killed process's questions arrive while the next one starts, and its claims last longer than that.
    let unsent: readonly string[] | null = null;
    const nextWorker = async (): Promise<RunningProgram> => {
      const worker = room.work();
      await worker.says('"working":true');
      if (unsent !== null) kills.push(interruptedAmong(unsent, linesOf(room)));
      return worker;
    };
    if (run.kill === 'RANDOM') {
      for (let left = chance.int(2, 4); left > 0; left -= 1) {
        const worker = await nextWorker();
        // The first is at work before there is any, so that short days are not over when it begins.
        if (checkIds.length === 0) await requestAll();
        await pause(chance.int(20, 1_500));
        worker.child.kill('SIGKILL');
        await worker.ended;
        unsent = await readUnsent(room.db);
      }
    } else {
      await requestAll();
      const worker = room.workUntil({ point: run.kill, arrival: chance.int(1, KILL_POINTS[run.kill].most) });
      if (!(await hasDied(room, worker, checkIds))) faults.push(`no worker came by ${run.kill}`);
      unsent = await readUnsent(room.db);
    }
    const began = performance.now();
    const worker = await nextWorker();
    await allIssued(room, checkIds, LONGEST_MS);
    const recoveredMs = Math.round(performance.now() - began);
    // The report is there; the job that issued it is run again, and must not issue another.
    if (run.kill === 'issued') await pause(Math.max(0, STALLED_MS - recoveredMs));
    const lines = linesOf(room);
    faults.push(...(await judge(room.db, { checkIds, lines, kills, shortDays: run.time === 'COMPRESSED' })));
    const asked = [...Map.groupBy(lines, ({ requestId }) => requestId).values()];
    return {
      kill: run.kill,
      backend: run.backend,
      seed: run.seed,
      kills: kills.length,
      recoveredMs,
      questions: asked.length,
      askedTwice: asked.filter((times) => times.length > 1).length,
      faults,
      log: worker.output(),
    };
  } finally {
    await room.close();
  }
}

/** The questions that the departments have received so far. */
export function linesOf(room: FaultRoom): readonly RequestLine[] {
  return existsSync(room.countsPath) ? readRequestLines(room.countsPath) : [];
}

/** Whether the worker died where it should; when it never came by, it is stopped once all reports are issued. */
async function hasDied(room: FaultRoom, worker: RunningProgram, checkIds: readonly string[]): Promise<boolean> {
  const ended = worker.ended.then(() => worker.output().includes('"died"'));
  const missed = allIssued(room, checkIds, LONGEST_MS)
    .then(() => pause(1_000))
    .then(() => false);
  missed.catch(() => undefined);
  const died = await Promise.race([ended, missed]);
  worker.child.kill('SIGKILL');
  await worker.ended;
  return died;
}

/** Resolves when every check has ended; after `ms` it resolves too, and the judge tells what is open. */
async function allIssued(room: FaultRoom, checkIds: readonly string[], ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const open = await room.db
      .selectFrom('verification')
      .select('id')
      .where('id', 'in', checkIds)
      .where('state', 'in', ['REQUESTED', 'ASKING'])
      .execute();
    if (open.length === 0) return;
    await pause(50);
  }
}
