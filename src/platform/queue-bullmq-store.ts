import {
  assertSchemaCompatibility,
  createPostgresBackend,
  createPostgresRelayBackend,
  createRedisBackend,
  createRedisRelayBackend,
  SchemaMigrationRequiredError,
  SchemaVersionMismatchError,
} from 'bullmq';
import type { BackendFactory, IQueueBackend, PgPool, RelayBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { explainConnectionFault } from './database-fault.ts';
import { LastingPool } from './lasting-connections.ts';
import type { Log } from './log.ts';
import { asError, Problem } from './problem.ts';

/** A hash tag puts all keys into one slot of a Redis Cluster. BullMQ's scripts cannot run across slots. */
export const REDIS_PREFIX = '{hedui}';
const SCHEMA = 'bullmq';
const CONNECT_MS = 3_000;
/** ioredis keeps the process alive for this long after each disconnect; its default is 2 s. */
const GOODBYE_MS = 200;
/** A statement on a silently cut connection fails after this time instead of waiting for ever. */
const STATEMENT_MS = 10_000;

/** Connections of one process. A worker and the relay each need one more than their statements do, for listening. */
const PRODUCER_CONNECTIONS = 4;
const WORKER_CONNECTIONS = 7;
const RELAY_CONNECTIONS = 3;

/** Fills the place where BullMQ expects connection options; the store's factories hold the real ones. */
export type Held = true;
export const HELD: Held = true;

/** Everything that differs between the two databases. */
export type QueueStore = {
  readonly kind: 'postgres' | 'redis';
  /** For adding jobs; all queues of a process share its connections. */
  readonly producer: BackendFactory<IQueueBackend, Held>;
  /** For one worker: connections of its own, one of which waits. */
  readonly worker: BackendFactory<IQueueBackend, Held>;
  readonly relay: RelayBackendFactory<Held>;
  /** Resolves when the database answers and holds the queue's tables. */
  probe(): Promise<void>;
  close(): Promise<void>;
};

/**
 * @throws Problem UNAVAILABLE or BAD_CONFIGURATION within 5 s when PostgreSQL can't be reached or has no
 *   BullMQ tables
 */
export async function openPostgresStore(url: string, log: Log | undefined): Promise<QueueStore> {
  const base = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
    keepAlive: true,
    // A connection takes about 5 ms to make: kept over the pauses between two checks.
    idleTimeoutMillis: 60_000,
  };
  const pools: Pool[] = [];
  const openPool = (max: number): Pool => {
    const opened = new LastingPool({ ...base, max, options: `-c search_path=${SCHEMA}` }, 'queue', log);
    // Each queue adds a listener of its own for errors.
    opened.setMaxListeners(0);
    pools.push(opened);
    return opened;
  };
  // BullMQ would open pools and listening clients of its own by the address; those end the process when a connection
  // is lost while it is lent out. BullMQ's description of a pool types its events more narrowly than pg does.
  const lent = (opened: Pool) => opened as unknown as PgPool;
  const pool = openPool(PRODUCER_CONNECTIONS);
  const probe = async (): Promise<void> => {
    const client = await pool.connect().catch((fault: unknown) => {
      throw explainConnectionFault(fault, url);
    });
    try {
      await assertSchemaCompatibility(client, SCHEMA);
    } finally {
      client.release();
    }
  };
  try {
    await probe();
  } catch (fault) {
    await pool.end();
    throw explainSchema(asError(fault));
  }
  return {
    kind: 'postgres',
    producer: (name, opts, extra) => createPostgresBackend(name, { ...opts, connection: lent(pool) }, extra),
    worker: (name, opts, extra) =>
      createPostgresBackend(name, { ...opts, connection: lent(openPool(WORKER_CONNECTIONS)) }, extra),
    relay: (opts) => createPostgresRelayBackend({ ...opts, connection: lent(openPool(RELAY_CONNECTIONS)) }),
    probe,
    close: async () => {
      await Promise.all(pools.map((opened) => opened.end()));
    },
  };
}

function explainSchema(fault: Error): Error {
  if (fault instanceof SchemaMigrationRequiredError) {
    return new Problem(
      {
        code: 'UNAVAILABLE',
        field: 'DATABASE_URL',
        zh: '数据库里没有任务队列的表（模式 bullmq）；请先以属主角色运行迁移。',
        en: 'The database has no tables of the job queue (schema bullmq); run the migrations as the owner first.',
      },
      { cause: fault },
    );
  }
  if (fault instanceof SchemaVersionMismatchError) {
    return new Problem(
      {
        code: 'BAD_CONFIGURATION',
        field: 'DATABASE_URL',
        zh: '任务队列的表比本程序新；请升级本程序。',
        en: 'The tables of the job queue are newer than this program; upgrade the program.',
      },
      { cause: fault },
    );
  }
  return fault;
}

/** @throws Problem UNAVAILABLE within 5 s when Redis can't be reached, refuses the password or is too old */
export async function openRedisStore(url: string, log: Log | undefined): Promise<QueueStore> {
  await probeRedis(url, log);
  let closed = false;
  // BullMQ's default backs off to 20 s, four locks long. What it left open ends when there is nothing to
  // come back to: it cannot close a connection that is down.
  const retryStrategy = (times: number) => (closed ? null : Math.min(50 * 2 ** times, 1_000));
  const settings = { connectTimeout: CONNECT_MS, disconnectTimeout: GOODBYE_MS, retryStrategy, keepAlive: 10_000 };
  // Adding jobs gives up after a few reconnects, so that the caller learns of it; workers never give up.
  const client = new Redis(url, { ...settings, maxRetriesPerRequest: 3 });
  client.on('error', (err) => log?.warn('queue connection lost', { kind: 'redis', err }));
  client.setMaxListeners(0);
  const worker = { ...settings, url, maxRetriesPerRequest: null };
  return {
    kind: 'redis',
    producer: (name, opts, extra) => createRedisBackend(name, { ...opts, connection: client }, extra),
    worker: (name, opts, extra) => createRedisBackend(name, { ...opts, connection: worker }, extra),
    relay: (opts) => createRedisRelayBackend({ ...opts, connection: worker }),
    probe: async () => {
      await client.ping();
    },
    close: () => {
      closed = true;
      client.disconnect();
      return Promise.resolve();
    },
  };
}

async function probeRedis(url: string, log: Log | undefined): Promise<void> {
  const probe = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    disconnectTimeout: GOODBYE_MS,
    commandTimeout: CONNECT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let last: Error | undefined;
  probe.on('error', (fault) => {
    last = fault;
  });
  try {
    await probe.connect();
    const info = await probe.info();
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
    // Any other policy lets Redis throw jobs away when memory runs short.
    if (policy !== undefined && policy !== 'noeviction') log?.warn('redis may evict jobs', { code: policy });
  } catch (fault) {
    throw explainRedis(last ?? asError(fault), url);
  } finally {
    probe.disconnect();
  }
}

function explainRedis(fault: Error, url: string): Problem {
  const place = URL.canParse(url) ? new URL(url).host : 'REDIS_URL';
  const refused = /WRONGPASS|NOAUTH|NOPERM/.test(fault.message);
  return new Problem(
    {
      code: refused ? 'BAD_CONFIGURATION' : 'UNAVAILABLE',
      field: 'REDIS_URL',
      zh: refused
        ? `Redis（${place}）拒绝了用户名或密码；请改正 REDIS_URL。`
        : `连不上 Redis（${place}）；请启动它，或去掉 REDIS_URL 改用 PostgreSQL 队列。`,
      en: refused
        ? `Redis at ${place} refuses the user or password; correct REDIS_URL.`
        : `Cannot reach Redis at ${place}; start it, or unset REDIS_URL to keep the queue in PostgreSQL.`,
    },
    { cause: fault },
  );
}
