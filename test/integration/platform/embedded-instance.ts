import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const STARTER = fileURLToPath(new URL('starter.ts', import.meta.url));

/** The one answer of a query, under the name `answer`. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

/** Every process working in a data folder: the server and all its helpers. */
export async function serverProcesses(data: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => ((await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data ? [pid] : [])),
  );
  return found.flat();
}

/** Runs the starter script on a data folder until its first line. */
export async function runStarter(dataDir: string, then: 'stay' | 'stop' | 'exit', user: object = {}) {
  const child = spawn(process.execPath, [STARTER, dataDir, then], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  });
  const ended = once(child, 'exit');
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  return { child, said: said.trim(), ended };
}
