import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { createPopulation } from '../../../adapters/sandbox/population.ts';
import { seeded } from '../../../adapters/sandbox/seeded.ts';
import { startEmbeddedProvider } from '../../../src/access/embedded-provider.ts';
import { registerDemoCase } from '../../../src/main/demo-case.ts';
import { createDemoClient, getToken } from '../../../src/main/demo-client.ts';
import type { DemoClient } from '../../../src/main/demo-client.ts';
import { Lifecycle } from '../../../src/main/lifecycle.ts';
import { shanghaiDate } from '../../../src/platform/calendar-date.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { Problem } from '../../../src/platform/problem.ts';
import type { RunningProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { linesOf } from './kill-and-recover.ts';
import { openFaultRoom } from './fault-room.ts';
import type { FaultRoomOptions } from './fault-room.ts';
import { interruptedAmong, judge, readUnsent } from './judge.ts';
import type { Interrupted } from './judge.ts';

/** A round of cuts: every connection to the database is ended at once, again and again, while checks run. */
export type CutRun = Omit<FaultRoomOptions, 'time'> & {
  /** A superuser's address of the same database, to end the connections of others. */
  readonly adminUrl: string;
  readonly cuts: number;
  /** Every fifth time a process of the server is killed instead: it ends all connections itself and recovers. */
  readonly crashes: boolean;
  readonly seed: string;
};

export type CutOutcome = {
  readonly backend: CutRun['backend'];
  readonly seed: string;
  readonly cuts: number;
  /** Connections that were ended. */
  readonly connections: number;
  readonly checks: number;
  /** Requests that the gateway refused with UNAVAILABLE. */
  readonly unavailable: number;
  /** From the last cut until all reports were issued, milliseconds. */
  readonly recoveredMs: number;
  readonly faults: readonly string[];
  readonly log: string;
};

const LONGEST_MS = 90_000;
const WORKERS = 2;

const REQUEST = `mutation ($input: RequestVerificationInput!) { requestVerification(input: $input) {
  __typename ... on RequestVerificationSuccess { verification { id } } ... on Problem { code zh } } }`;
const requested = z.object({ requestVerification: z.object({ verification: z.object({ id: z.string() }) }) });

/** Cuts every connection of gateway and workers the given number of times under load, lets them finish, and judges. */
export async function cutAndFinish({ adminUrl, cuts, crashes, seed, ...room }: CutRun): Promise<CutOutcome> {
  const chance = seeded(seed, 'cuts');
  const life = new Lifecycle();
  try {
    const { house, client, programs } = await startUnderLoad(room, life);
    const admin = openDatabase(adminUrl, { max: 1 });
    life.add('connection of the superuser', () => admin.destroy());
    const load = loadOn(client, seed);
    const kills: Interrupted[] = [];
    let unsent: readonly string[] | null = null;
    let connections = 0;
    for (let cut = 1; cut <= cuts; cut += 1) {
      await pause(chance.int(50, 900));
      connections += await untilAvailable(() => (crashes && cut % 5 === 0 ? crash(admin) : cutAll(admin)));
      const lines = linesOf(house);
      if (unsent !== null) kills.push(interruptedAmong(unsent, lines));
      unsent = await untilAvailable(() => readUnsent(admin));
    }
    const lastCut = performance.now();
    const checkIds = await load.stop();
    const faults = [...load.faults];
    await untilAvailable(() => allIssued(admin, checkIds));
    const recoveredMs = Math.round(performance.now() - lastCut);
    const lines = linesOf(house);
    if (unsent !== null) kills.push(interruptedAmong(unsent, lines));
    faults.push(...(await judge(admin, { checkIds, lines, kills, shortDays: false })));
    for (const [name, program] of Object.entries(programs)) {
      if (program.child.exitCode !== null || program.child.signalCode !== null) faults.push(`${name} did not live on`);
    }
    const log = Object.values(programs).map((program) => program.output());
    return {
      backend: room.backend,
      seed,
      cuts,
      connections,
      checks: checkIds.length,
      unavailable: load.unavailable(),
      recoveredMs,
      faults,
      log: log.join(''),
    };
  } finally {
    await life.stop();
  }
}

async function startUnderLoad(options: Omit<FaultRoomOptions, 'time'>, life: Lifecycle) {
  const folder = await temporaryFolder();
  life.add('folder', () => folder.remove());
  const identity = { dataDir: folder.path, host: '127.0.0.1', port: 0, audience: 'hedui' };
  const issuer = await startEmbeddedProvider({ ...identity, log: silentLog });
  life.add('issuer', () => issuer.stop());
  const house = await openFaultRoom({ ...options, time: 'REAL' });
  life.add('house', () => house.close());
  const gateway = house.serve(issuer);
  const workers = Array.from({ length: WORKERS }, () => house.work());
  await Promise.all([gateway.says('"url"'), ...workers.map((worker) => worker.says('"working":true'))]);
  const url = /"url":"([^"]+)"/.exec(gateway.output())?.[1] ?? '';
  const account = issuer.accounts.find(({ id }) => id === 'caseworker-liangxi');
  if (account === undefined) throw new Error('there is no caseworker of 梁溪区');
  const client = createDemoClient(`${url}/graphql`, await getToken(issuer.tokenUrl, account));
  const programs: Readonly<Record<string, RunningProgram>> = {
    gateway,
    ...Object.fromEntries(workers.map((worker, index) => [`worker ${index + 1}`, worker])),
  };
  return { house, client, programs };
}

type Load = {
  readonly faults: readonly string[];
  unavailable(): number;
  /** @returns the ids of all checks that were requested. */
  stop(): Promise<readonly string[]>;
};

/** A caseworker who registers families and requests their checks, one after the other, and tries again when asked to. */
function loadOn(client: DemoClient, seed: string): Load {
  const population = createPopulation(seed);
  const faults: string[] = [];
  const checkIds: string[] = [];
  let unavailable = 0;
  let stopped = false;
  const persist = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await work();
      } catch (thrown) {
        const words = thrown instanceof Error ? thrown.message : String(thrown);
        if (!words.includes('not available just now')) {
          faults.push(`a caseworker was told: ${words}`);
          throw thrown;
        }
        unavailable += 1;
        await pause(50);
      }
    }
  };
  const work = async (): Promise<void> => {
    for (let position = 0; !stopped; position += 1) {
      const today = shanghaiDate(systemClock.now());
      const { applicationId } = await persist(() => registerDemoCase(client, population.household(position), today));
      const input = { applicationId, purpose: 'APPLICATION', idempotencyKey: applicationId };
      const { requestVerification } = await persist(() => client.query(requested, REQUEST, { input }));
      checkIds.push(requestVerification.verification.id.replace('Verification:', ''));
      await pause(100);
    }
  };
  const running = work();
  running.catch(() => undefined);
  return {
    faults,
    unavailable: () => unavailable,
    async stop() {
      stopped = true;
      await running.catch(() => undefined);
      return checkIds;
    },
  };
}

/** Ends every other connection to this database. @returns how many there were. */
async function cutAll(admin: Database): Promise<number> {
  const { rows } = await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`.execute(admin);
  return rows.length;
}

/** Kills the server's process behind one connection; the server ends all others and recovers. @returns how many there were. */
async function crash(admin: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`.execute(admin);
  const [first] = rows;
  if (first !== undefined) process.kill(first.pid, 'SIGKILL');
  return rows.length;
}

/** A server that recovers answers again after a while. */
async function untilAvailable<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Problem && thrown.code === 'UNAVAILABLE')) throw thrown;
      await pause(50);
    }
  }
}

/** Resolves when every check has its report; after the longest time it resolves too, and the judge tells what is open. */
async function allIssued(db: Database, checkIds: readonly string[]): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  while (performance.now() < until) {
    const open = await db
      .selectFrom('verification')
      .select('id')
      .where('id', 'in', checkIds)
      .where('state', 'in', ['REQUESTED', 'ASKING'])
      .execute();
    if (open.length === 0) return;
    await pause(100);
  }
}
