import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { damaged, systemCode } from './embedded-postgres-files.ts';
import type { Layout } from './embedded-postgres-files.ts';
import { asError } from './problem.ts';
import { commandOf, identify } from './process-identity.ts';

const run = promisify(execFile);

/** Name of the cluster's superuser. */
export const ADMIN_ROLE = 'hedui_admin';

const START_TIMEOUT_MS = 30_000;
/** A fast shutdown that takes longer is cut off; the write-ahead log mends it at the next start. */
const FAST_SHUTDOWN_MS = 2_500;
const POLL_MS = 10;
const PORT_ATTEMPTS = 5;

/**
 * Makes the data folder with initdb, as a whole or not at all: it is built beside and renamed, so a start
 * that was killed leaves nothing half done.
 */
export async function createCluster(
  layout: Layout,
  password: string,
  options: { readonly durable: boolean },
): Promise<void> {
  const unfinished = `${layout.data}.new`;
  const passwordFile = join(layout.home, 'initdb.password');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (layout.account !== undefined) {
    await chown(passwordFile, layout.account.uid, layout.account.gid);
    await chown(unfinished, layout.account.uid, layout.account.gid);
  }
  const cluster = ['--username', ADMIN_ROLE, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8'];
  const locale = ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'];
  const speed = ['--no-instructions', ...(options.durable ? [] : ['--no-sync'])];
  try {
    await run(join(layout.binaries, 'bin', 'initdb'), ['-D', unfinished, ...cluster, ...locale, ...speed], {
      cwd: layout.home,
      env: environment(),
      ...layout.account,
    });
    await rename(unfinished, layout.data);
  } catch (fault) {
    const detail =
      asError(fault)
        .message.split('\n')
        .find((line) => line.includes('error:')) ?? 'initdb';
    throw damaged(layout, `初始化失败（${detail}）`, `it cannot be initialised (${detail})`, fault);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Nothing of our own environment (tokens, PG* variables) reaches the server. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    probe.close(() => resolve(port));
  });
  return promise;
}

/** A server that accepts connections. */
export type RunningServer = {
  readonly port: number;
  readonly child: ChildProcess;
  /** Fast shutdown; ends within 3 s. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts `postgres` on a free port of 127.0.0.1 and waits until it accepts connections.
 *
 * @throws Problem UNAVAILABLE when it ends instead, with its own last words
 */
export async function startServer(layout: Layout, options: { readonly durable: boolean }): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = await spawnServer(layout, port, options.durable);
    const outcome = await waitUntilReady(layout, child);
    if (outcome === 'ready') return running(child, port);
    const log = await readFile(layout.logFile, 'utf8');
    // Between looking for a free port and listening on it somebody else may have taken it.
    if (/could not bind|could not create any TCP\/IP sockets/.test(log) && attempt < PORT_ATTEMPTS) continue;
    const words = /(?:FATAL|PANIC):\s+(.*)/.exec(log)?.[1] ?? outcome;
    throw damaged(layout, `PostgreSQL 未能启动（${words}）`, `PostgreSQL did not start (${words})`);
  }
}

function settings(port: number, durable: boolean): string[] {
  const fixed = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Details and failed statements quote rows; rows concern persons.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** In a process group of its own, so that the terminal's Ctrl-C reaches it only through us. */
async function spawnServer(layout: Layout, port: number, durable: boolean): Promise<ChildProcess> {
  await rm(layout.logFile, { force: true });
  const log = await open(layout.logFile, 'wx', 0o600);
  try {
    const child = spawn(join(layout.binaries, 'bin', 'postgres'), ['-D', layout.data, ...settings(port, durable)], {
      cwd: layout.home,
      env: environment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...layout.account,
    });
    // A spawn that fails has no pid and is seen in waitUntilReady; without a listener it would end the process.
    child.on('error', () => undefined);
    child.unref();
    // Our normal end takes the server along; kill -9 leaves it, and the next start takes it over.
    const endWithUs = () => void child.kill('SIGINT');
    process.once('exit', endWithUs);
    child.once('exit', () => process.removeListener('exit', endWithUs));
    return child;
  } finally {
    await log.close();
  }
}

/** The eighth line of postmaster.pid is the server's state. */
async function waitUntilReady(layout: Layout, child: ChildProcess): Promise<'ready' | 'ended' | 'no answer'> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return 'ended';
    const lines = await pidFileLines(layout);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return 'ready';
    await pause(POLL_MS);
  }
  child.kill('SIGKILL');
  return 'no answer';
}

async function pidFileLines(layout: Layout): Promise<string[]> {
  const path = join(layout.data, 'postmaster.pid');
  return existsSync(path) ? (await readFile(path, 'utf8').catch(() => '')).split('\n') : [];
}

function running(child: ChildProcess, port: number): RunningServer {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    port,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      child.kill('SIGINT');
      const cut = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
      const kill = setTimeout(() => child.kill('SIGKILL'), FAST_SHUTDOWN_MS + 400);
      await ended;
      clearTimeout(cut);
      clearTimeout(kill);
    },
  };
}

/**
 * Stops a server that outlived its starter, and clears its pid file when the number belongs to somebody
 * else by now. Only called under a claim.
 */
export async function stopOrphan(layout: Layout): Promise<'none' | 'stopped'> {
  const pid = Number((await pidFileLines(layout))[0]);
  if (!Number.isInteger(pid) || pid <= 1) return 'none';
  const orphan = identify(pid);
  if (orphan === undefined || !commandOf(pid)?.includes(layout.data)) {
    await rm(join(layout.data, 'postmaster.pid'), { force: true });
    return 'none';
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch (fault) {
      if (systemCode(fault) !== 'ESRCH') throw fault;
    }
    const deadline = performance.now() + FAST_SHUTDOWN_MS;
    while (performance.now() < deadline) {
      if (identify(pid)?.started !== orphan.started) return 'stopped';
      await pause(POLL_MS);
    }
  }
  throw damaged(layout, `遗留的进程 ${pid} 无法停止`, `its former server, process ${pid}, does not stop`);
}
