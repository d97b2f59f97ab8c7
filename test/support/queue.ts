import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createTestDatabase } from './database.ts';
import { freePort } from './ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Name of a suite that needs Redis; where none is installed it tells how to get it. */
const REDIS_MISSING = 'skipped: no redis-server found; install it with: npm run setup';

/** A Redis of its own for one test file. */
export type TestRedis = { readonly url: string; stop(): Promise<void> };

/** Whether a redis-server binary is on the path. */
export function redisAvailable(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Starts a Redis in memory on a free port of loopback; it ends with {@link TestRedis.stop}.
 *
 * @param options.port to start one again where the last one was
 */
export async function startRedis(options: { readonly port?: number } = {}): Promise<TestRedis> {
  const port = options.port ?? (await freePort());
  const folder = await temporaryFolder();
  const settings = { port, bind: '127.0.0.1', dir: folder.path, save: '', appendonly: 'no' };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', flags, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `redis://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await folder.remove();
  };
  if (await answers(url)) return { url, stop };
  await stop();
  throw new Error(`redis-server did not answer on port ${port}`);
}

async function answers(url: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
      return true;
    } catch {
      await pause(20);
    } finally {
      client.disconnect();
    }
  }
  return false;
}

/** Where a queue under test lives, and what can be done to it from outside. */
export type TestStore = {
  readonly address: { readonly postgresUrl: string } | { readonly redisUrl: string };
  /** Cuts all connections; the server stays up. */
  cut(): Promise<void>;
  /** Everything that is stored about jobs, as text. */
  dump(): Promise<string>;
  stop(): Promise<void>;
};

/** The two backends; each suite runs on both, or says why it does not. */
export const QUEUE_KINDS = [
  { kind: 'postgres', missing: false, start: startPostgresStore, title: 'on postgres' },
  {
    kind: 'redis',
    missing: !redisAvailable(),
    start: startRedisStore,
    title: redisAvailable() ? 'on redis' : `on redis (${REDIS_MISSING})`,
  },
] as const;

async function startPostgresStore(): Promise<TestStore> {
  const database = await createTestDatabase();
  const query = async (text: string) => {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    address: { postgresUrl: database.appUrl },
    cut: async () => {
      await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'hedui_app'`,
      );
    },
    dump: async () => JSON.stringify(await query('SELECT * FROM bullmq.job')),
    stop: () => database.drop(),
  };
}

async function startRedisStore(): Promise<TestStore> {
  const server = await startRedis();
  const client = new Redis(server.url);
  return {
    address: { redisUrl: server.url },
    cut: async () => {
      await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    },
    dump: async () => {
      const kept: unknown[] = [];
      for (const key of await client.keys('*')) {
        if ((await client.type(key)) === 'hash') kept.push(await client.hgetall(key));
      }
      return JSON.stringify(kept);
    },
    stop: async () => {
      client.disconnect();
      await server.stop();
    },
  };
}

/** A promise and its resolver, for handlers that tell the test what they did. */
export function signal<T = void>(): { readonly happened: Promise<T>; readonly fire: (value: T) => void } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { happened: promise, fire: resolve };
}
