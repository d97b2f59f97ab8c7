import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from './embedded-postgres-files.ts';
import { Problem } from './problem.ts';
import { identify, isAlive } from './process-identity.ts';

const recordSchema = z.object({ pid: z.number(), started: z.string(), released: z.boolean() });
type OwnerRecord = z.infer<typeof recordSchema>;

/** Our hold on an instance. */
export type Claim = {
  /** Gives the instance up, so that the same or another process may start it. */
  readonly release: () => Promise<void>;
};

const NAME = /^owner-(\d{1,9})\.json$/;

async function newest(home: string): Promise<number> {
  const numbers = (await readdir(home)).map((name) => Number(NAME.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/** A record that vanished or is unreadable belongs to nobody alive: records appear whole, by link or rename. */
async function readRecord(path: string): Promise<OwnerRecord | 'gone'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (fault) {
    if (systemCode(fault) === 'ENOENT') return 'gone';
    throw fault;
  }
  const parsed = recordSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : { pid: 0, started: '', released: true };
}

async function writeRecord(home: string, record: OwnerRecord): Promise<string> {
  const path = join(home, `owner.${randomUUID()}.tmp`);
  // Readable by all who reach the folder: root may start what an ordinary user made, and the other way round.
  await writeFile(path, JSON.stringify(record), { mode: 0o644 });
  return path;
}

/**
 * Claims the instance for this process. Each claim is a file with the next number, made by `link`, which
 * fails when it is there: of several starters one wins. The newest file is never removed, so a number is
 * never used twice and a slow starter cannot win on old knowledge.
 *
 * @throws Problem UNAVAILABLE when another living process holds it
 */
export async function claimInstance(home: string, shownFolder: string): Promise<Claim> {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('this process cannot find itself in the process table');
  const draft = await writeRecord(home, { ...self, released: false });
  try {
    for (;;) {
      const number = await newest(home);
      const current = join(home, `owner-${number}.json`);
      if (number > 0) {
        const record = await readRecord(current);
        if (record === 'gone') continue;
        if (!record.released && isAlive(record)) throw inUse(shownFolder, record.pid);
      }
      const own = join(home, `owner-${number + 1}.json`);
      try {
        await link(draft, own);
      } catch (fault) {
        if (systemCode(fault) === 'EEXIST') continue;
        throw fault;
      }
      await rm(current, { force: true });
      return {
        async release() {
          await rename(await writeRecord(home, { ...self, released: true }), own);
        },
      };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function inUse(folder: string, pid: number): Problem {
  return new Problem({
    code: 'UNAVAILABLE',
    field: 'HEDUI_DATA_DIR',
    zh: `另一个 Hedui 正在使用 ${folder}（进程 ${pid}）；请先停止它，或用 HEDUI_DATA_DIR 指定别的目录。`,
    en: `Another Hedui is using ${folder} (process ${pid}); stop it first, or name another folder by HEDUI_DATA_DIR.`,
  });
}
