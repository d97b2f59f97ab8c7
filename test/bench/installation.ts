import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { createPopulation } from '../../adapters/sandbox/population.ts';
import { startEmbeddedProvider } from '../../src/access/embedded-provider.ts';
import { registerDemoCase } from '../../src/main/demo-case.ts';
import { createDemoClient, getToken } from '../../src/main/demo-client.ts';
import type { DemoClient } from '../../src/main/demo-client.ts';
import type { Lifecycle } from '../../src/main/lifecycle.ts';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import type { Database } from '../../src/platform/database.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { generateKeyring } from '../../src/protection/keyring.ts';
import { startProgram } from '../support/program.ts';
import type { RunningProgram } from '../support/program.ts';
import { installationEnvironment } from '../support/program-environment.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { parentOf } from './cpu.ts';
import type { Processes } from './cpu.ts';
import { startDepartments, startRedis } from './processes.ts';
import type { Departments } from './processes.ts';
import { OFFICES_MS, SEED, treated } from './settings.ts';

export type Backend = 'postgres' | 'redis';

/** Hedui as an installation runs it: a gateway and a worker, each a process, in production mode, on real parts. */
export type Installation = {
  readonly db: Database;
  readonly client: DemoClient;
  readonly departments: Departments;
  /** The slowest source's own latency, milliseconds. */
  readonly slowestMs: number;
  /** Process ids by what they are. */
  readonly processes: Processes;
};

const listening = z.object({ url: z.string() });

/** Starts everything new; what was started is handed to `life`. */
export async function startInstallation(backend: Backend, filesMs: number, life: Lifecycle): Promise<Installation> {
  const folder = await temporaryFolder();
  life.add('folder', () => folder.remove());
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder.path, 'data'), log: silentLog });
  life.add('PostgreSQL', postgres.stop);
  await migrate(postgres.ownerUrl, { withQueue: true });
  const redis = backend === 'redis' ? await startRedis(folder.path) : null;
  if (redis !== null) life.add('Redis', () => redis.stop());
  const departments = await startDepartments(join(folder.path, 'departments'), filesMs);
  life.add('departments', () => departments.stop());
  const identity = { dataDir: join(folder.path, 'identity'), host: '127.0.0.1', port: 0, audience: 'hedui' };
  const issuer = await startEmbeddedProvider({ ...identity, log: silentLog });
  life.add('issuer', () => issuer.stop());
  const { onNode: env } = await installationEnvironment({
    folder: folder.path,
    databaseUrl: postgres.appUrl,
    keyring: generateKeyring(),
    endpoints: treated(departments.endpoints),
    issuer,
    demoOffsetMs: null,
    redisUrl: redis?.url ?? null,
  });
  const gateway = startProgram('serve', env);
  life.add('gateway', () => end(gateway));
  const worker = startProgram('work', env);
  life.add('worker', () => end(worker));
  await Promise.all([gateway.says('"tokenUrl"'), worker.says('"working"')]);
  const account = issuer.accounts.find(({ roles, division }) => roles.includes('CASEWORKER') && division === '320213');
  if (account === undefined) throw new Error('there is no caseworker');
  const line =
    gateway
      .output()
      .split('\n')
      .find((text) => text.includes('"tokenUrl"')) ?? '';
  const { url } = listening.parse(JSON.parse(line));
  const db = openDatabase(postgres.appUrl, { max: 2 });
  life.add('connection', () => db.destroy());
  return {
    db,
    client: createDemoClient(`${url}/graphql`, await getToken(issuer.tokenUrl, account)),
    departments,
    slowestMs: Math.max(filesMs, ...Object.values(OFFICES_MS)),
    processes: {
      gateway: gateway.child.pid ?? 0,
      worker: worker.child.pid ?? 0,
      departments: departments.pid,
      postgres: await serverOf(db),
    },
  };
}

/** Registers families with their signed letters, one application each, through the gateway. */
export async function registerCases(installation: Installation, count: number): Promise<readonly string[]> {
  const population = createPopulation(SEED);
  const ids: string[] = [];
  for (let position = 0; position < count; position += 1) {
    const today = shanghaiDate(systemClock.now());
    const { applicationId } = await registerDemoCase(installation.client, population.household(position), today);
    ids.push(applicationId);
  }
  return ids;
}

/** The server's own process: it is the parent of the one behind each connection. */
async function serverOf(db: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db);
  return (await parentOf(rows[0]?.pid ?? 0)) ?? 0;
}

async function end(program: RunningProgram): Promise<void> {
  // One that ended by itself has been told of where it was waited for.
  if (program.child.exitCode !== null) return;
  program.child.kill('SIGTERM');
  const code = await program.ended;
  if (code !== 0) throw new Error(`a program ended with ${code}:\n${program.output().slice(-2_000)}`);
}
