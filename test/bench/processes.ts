import { fork, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { z } from 'zod';

/** The duration of each answer of each source by its own measure, milliseconds. */
export type Latencies = Readonly<Record<string, readonly number[]>>;

export type Departments = {
  readonly pid: number;
  readonly endpoints: Readonly<Record<string, object>>;
  latencies(): Promise<Latencies>;
  stop(): Promise<void>;
};

const endpointsMessage = z.object({ endpoints: z.record(z.string(), z.looseObject({})) });
const latenciesMessage = z.object({ latencies: z.record(z.string(), z.array(z.number())) });

/** Starts the departments' simulators in a process of their own. @param filesMs how slow those by files are */
export async function startDepartments(dir: string, filesMs: number): Promise<Departments> {
  const child = fork(fileURLToPath(new URL('departments.ts', import.meta.url)), [dir, String(filesMs)]);
  const { endpoints } = endpointsMessage.parse(await messageOf(child));
  return {
    pid: child.pid ?? 0,
    endpoints,
    async latencies() {
      const answer = messageOf(child);
      child.send('latencies');
      return latenciesMessage.parse(await answer).latencies;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function messageOf(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(() => {
    throw new Error('the simulators ended');
  });
  try {
    const [message]: unknown[] = await Promise.race([once(child, 'message', { signal: gone.signal }), ended]);
    return message;
  } finally {
    ended.catch(() => undefined);
    gone.abort();
  }
}

/** Whether a redis-server is on the path. */
export function redisInstalled(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A Redis on a free port, with an append-only file synced each second: what a queue that must survive asks for. */
export async function startRedis(dir: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const port = await freePort();
  const flags = { port, bind: '127.0.0.1', dir, save: '', appendonly: 'yes', appendfsync: 'everysec' };
  const child = spawn(
    'redis-server',
    Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const client = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  try {
    await client.ping();
  } catch (thrown) {
    await stop();
    throw thrown;
  } finally {
    client.disconnect();
  }
  return { url, pid: child.pid ?? 0, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Peak of a process's resident memory in MiB; `null` where the machine has no /proc. */
export async function peakMemory(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kib === undefined ? null : Math.round(Number(kib) / 1024);
  } catch {
    return null;
  }
}

/**
 * Milliseconds of a tick, in which Linux counts processor time: 100 a second on every architecture that Node runs
 * on.
 */
const TICK_MS = 10;

/** Processor time that a process has used, milliseconds; `null` where the machine has no /proc. */
export async function processorTime(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: utime and stime are the 14th and 15th field of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
