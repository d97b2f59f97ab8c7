import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  damaged,
  explainFileFault,
  prepareLayout,
  readOrCreateCredentials,
  SHARED_ROOT,
} from './embedded-postgres-files.ts';
import type { Credentials, Layout } from './embedded-postgres-files.ts';
import { claimInstance } from './embedded-postgres-owner.ts';
import { ADMIN_ROLE, createCluster, startServer, stopOrphan } from './embedded-postgres-server.ts';
import { lastingClient } from './lasting-connections.ts';
import type { Log } from './log.ts';

/** Major version of the pinned npm package; data of another one cannot be read. */
const MAJOR_VERSION = '18';
const DATABASE = 'hedui';
const OWNER_ROLE = 'hedui_owner';
const APP_ROLE = 'hedui_app';

/** A running embedded PostgreSQL. The addresses hold passwords: never to be logged. */
export type EmbeddedPostgres = {
  /** Role that owns the database and its tables; for migrations. */
  readonly ownerUrl: string;
  /** Role of the application, which owns nothing. */
  readonly appUrl: string;
  /** Superuser, in the database `postgres`; for tests and repairs. */
  readonly adminUrl: string;
  /** Stops the server within 3 s; afterwards no process of it is left. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts PostgreSQL from the npm package on data under `dataDir`, creating it at the first start (about
 * 1 s; later 0.2 s). For trying and testing; a real server is named by DATABASE_URL.
 *
 * A server left by a starter that was killed is stopped and taken over. The server ends when this process
 * exits, but not by the terminal's Ctrl-C alone.
 *
 * @param options.durable false: for tests; a crash of the machine may lose data (default true)
 * @param options.sharedRoot where root keeps instances whose `dataDir` other users cannot reach
 * @throws Problem BAD_CONFIGURATION for a folder that cannot be written, a missing platform package, no
 *   user to run as; UNAVAILABLE when another Hedui uses the folder or the data is damaged
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string;
  readonly log: Log;
  readonly durable?: boolean;
  readonly sharedRoot?: string;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const began = performance.now();
  const layout = await prepareLayout(dataDir, options.sharedRoot ?? SHARED_ROOT);
  const claim = await claimInstance(layout.home, dataDir).catch((fault: unknown) => {
    throw explainFileFault(fault, layout.home);
  });
  try {
    const { server, credentials, first } = await startClaimed(layout, options.durable ?? true, log);
    log.info('embedded postgres started', {
      port: server.port,
      kind: first ? 'first' : 'later',
      ms: Math.round(performance.now() - began),
    });
    let stopping: Promise<void> | undefined;
    server.child.once('exit', (code) => {
      if (stopping === undefined) log.error('embedded postgres ended by itself', { code: code ?? 'signal' });
    });
    const stop = async () => {
      await server.stop();
      await claim.release();
      log.info('embedded postgres stopped');
    };
    return { ...addresses(server.port, credentials), stop: () => (stopping ??= stop()) };
  } catch (fault) {
    await claim.release();
    throw explainFileFault(fault, layout.home);
  }
}

/**
 * The application's address of a server that another process runs on this folder, for a short visit beside it.
 *
 * @throws Problem UNAVAILABLE when its data or passwords cannot be read
 */
export async function visitEmbeddedPostgres(dataDir: string, sharedRoot: string = SHARED_ROOT): Promise<string> {
  const layout = await prepareLayout(dataDir, sharedRoot);
  // The fourth line of the server's own note is its port.
  const [, , , port] = (await readFile(join(layout.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (port === undefined) throw damaged(layout, '服务尚未就绪', 'its server is not ready yet');
  return addresses(Number(port), await readOrCreateCredentials(layout)).appUrl;
}

async function startClaimed(layout: Layout, durable: boolean, log: Log) {
  const orphan = await stopOrphan(layout);
  if (orphan === 'stopped') log.warn('embedded postgres left by a killed starter was taken over');
  const credentials = await readOrCreateCredentials(layout);
  const first = !existsSync(layout.data);
  if (first) await createCluster(layout, credentials.admin, { durable });
  await requireReadable(layout);
  const server = await startServer(layout, { durable });
  try {
    await ensureDatabase(addresses(server.port, credentials).adminUrl, credentials);
  } catch (fault) {
    await server.stop();
    throw fault;
  }
  return { server, credentials, first };
}

async function requireReadable(layout: Layout): Promise<void> {
  const path = join(layout.data, 'PG_VERSION');
  const version = existsSync(path) ? (await readFile(path, 'utf8')).trim() : '';
  if (version === '') throw damaged(layout, '数据目录不完整', 'its data folder is incomplete');
  if (version === MAJOR_VERSION) return;
  const [zh, en] = [
    `数据属于 PostgreSQL ${version}，而本程序带的是 ${MAJOR_VERSION}`,
    `its data is of PostgreSQL ${version}, this program has ${MAJOR_VERSION}`,
  ];
  throw damaged(layout, zh, en);
}

function addresses(port: number, { admin, owner, app }: Credentials) {
  const address = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    adminUrl: address(ADMIN_ROLE, admin, 'postgres'),
    ownerUrl: address(OWNER_ROLE, owner, DATABASE),
    appUrl: address(APP_ROLE, app, DATABASE),
  };
}

/** Roles and database; each step looks first, so a start that was killed between two is completed by the next. */
async function ensureDatabase(adminUrl: string, credentials: Credentials): Promise<void> {
  const client = lastingClient(adminUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT rolname::text AS name FROM pg_roles WHERE rolname IN ('${OWNER_ROLE}', '${APP_ROLE}')
       UNION ALL SELECT 'database' FROM pg_database WHERE datname = '${DATABASE}'`,
    );
    const present = new Set(rows.map((row) => row.name));
    // The passwords are hexadecimal digits of our own making.
    if (!present.has(OWNER_ROLE)) await client.query(`CREATE ROLE ${OWNER_ROLE} LOGIN PASSWORD '${credentials.owner}'`);
    if (!present.has(APP_ROLE)) await client.query(`CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '${credentials.app}'`);
    if (!present.has('database')) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
  } finally {
    await client.end();
  }
}
