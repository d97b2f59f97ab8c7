import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { shiftedClock, systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { asError, Problem } from '../platform/problem.ts';
import { chineseCalendar, compressedCalendar } from '../platform/working-days.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import settings from './demo-time.json' with { type: 'json' };

const demoTime = z
  .strictObject({
    note: z.string(),
    /** The time of the demo's clock at its first start. */
    startsAt: z.iso.datetime({ offset: true }),
    /** Real milliseconds of one working day. */
    workingDayMs: z.int().positive(),
    /**
     * Minimum length of a term in real milliseconds, so that a department can answer within it on a slow machine
     * too.
     */
    shortestTermMs: z.int().positive(),
    /** Real milliseconds for which a closed service window stays closed. */
    windowWaitMs: z.int().nonnegative(),
  })
  .parse(settings);

const anchorSchema = z.strictObject({ clockOffsetMs: z.int() });

/** The clock and the calendar of a demonstration. */
export type DemoTime = { readonly clockOffsetMs: number; readonly clock: Clock; readonly calendar: WorkingCalendar };

/** Working days and service windows as `demo-time.json` compresses them. */
export const demoCalendar: WorkingCalendar = compressedCalendar(chineseCalendar, demoTime);

/** The note about demo time on the screen. */
export const DEMO_TIME_NOTE = {
  zh: `${demoTime.note}：1 个工作日 = ${demoTime.workingDayMs} 毫秒，期限至少 ${demoTime.shortestTermMs} 毫秒`,
  en: `demo time: early 2018, one working day = ${demoTime.workingDayMs} ms, no term under ${demoTime.shortestTermMs} ms`,
} as const;

/**
 * The demo's clock shows the founding paper's time. Its distance from the machine's clock is fixed at the first
 * start and stored with the data, so that a second start continues there and the audit log never runs backwards.
 *
 * @throws Problem BAD_CONFIGURATION when the data folder cannot be written.
 */
export async function readDemoTime(dataDir: string, explicitOffsetMs: number): Promise<DemoTime> {
  const clockOffsetMs = explicitOffsetMs === 0 ? await keptOffset(dataDir) : explicitOffsetMs;
  return { clockOffsetMs, clock: shiftedClock(clockOffsetMs), calendar: demoCalendar };
}

async function keptOffset(dataDir: string): Promise<number> {
  const path = join(dataDir, 'demo-time.json');
  try {
    return anchorSchema.parse(JSON.parse(await readFile(path, 'utf8'))).clockOffsetMs;
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw unreadable(path, thrown);
  }
  const clockOffsetMs = new Date(demoTime.startsAt).getTime() - systemClock.now().getTime();
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(path, `${JSON.stringify({ clockOffsetMs })}\n`);
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
  return clockOffsetMs;
}

function unreadable(path: string, thrown: unknown): Problem {
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_DATA_DIR',
      zh: `无法读写 ${path}；请把 HEDUI_DATA_DIR 指向可写的文件夹，或删除损坏的文件。`,
      en: `cannot read or write ${path}; let HEDUI_DATA_DIR name a writable folder, or delete the damaged file`,
    },
    { cause: asError(thrown) },
  );
}
