import { join } from 'node:path';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../adapters/sandbox/sandbox.ts';
import { startEmbeddedProvider } from '../../src/access/embedded-provider.ts';
import { getToken } from '../../src/main/demo-client.ts';
import { shiftedClock, systemClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { silentLog } from '../../src/platform/log.ts';
import type { LogLevel } from '../../src/platform/log.ts';
import { generateKeyring } from '../../src/protection/keyring.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProgram } from '../support/program.ts';
import type { RunningProgram } from '../support/program.ts';
import { installationEnvironment } from '../support/program-environment.ts';
import { startRedis } from '../support/queue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWrangler } from './start-wrangler.ts';

/** An installation as an office would run it: each part a process of its own, meeting in the database only. */
export type Installation = {
  readonly gatewayUrl: string;
  readonly token: string;
  readonly clock: Clock;
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  /** The database address of the role that owns the tables. */
  readonly ownerUrl: string;
  /** `null` where the queue is in the database. */
  readonly redisUrl: string | null;
  /** Everything that the installation keeps in files: exchange, departments, data. */
  readonly folder: string;
  /** A token for the first of these demo accounts that there is. */
  tokenOf(...accountIds: readonly [string, ...string[]]): Promise<string>;
  /** Runs `hedui` at the machine, and resolves with what it wrote. @throws Error when it ends with another code than 0. */
  hedui(...words: readonly string[]): Promise<string>;
  /** The output of all its programs on Node so far. */
  output(): string;
  stop(): Promise<void>;
};

const STARTS_AT = new Date('2018-03-05T01:30:00Z');

/** Starts gateway and worker as processes on a database of their own; departments and issuer run beside the test. */
export async function startInstallation(options: {
  readonly gateway: 'node' | 'workerd';
  readonly queue: 'postgres' | 'redis';
  readonly logLevel?: LogLevel;
}): Promise<Installation> {
  const programs: RunningProgram[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).toReversed()) await step();
  };
  try {
    const folder = await temporaryFolder();
    stops.push(() => folder.remove());
    const database = await createTestDatabase();
    stops.push(() => database.drop());
    const redis = options.queue === 'redis' ? await startRedis() : null;
    if (redis !== null) stops.push(() => redis.stop());
    const offset = STARTS_AT.getTime() - systemClock.now().getTime();
    const clock = shiftedClock(offset);
    const sandbox = await startSandbox({
      seed: 'e2e',
      dir: join(folder.path, 'departments'),
      settings: { banks: { 'DEMO-E': { silent: true } } },
      clock,
      log: silentLog,
    });
    stops.push(() => sandbox.stop());
    const provider = await startEmbeddedProvider({
      dataDir: folder.path,
      port: 0,
      host: '127.0.0.1',
      audience: 'hedui',
      log: silentLog,
    });
    stops.push(() => provider.stop());
    const { onNode, atEdge } = await installationEnvironment({
      folder: folder.path,
      databaseUrl: database.appUrl,
      keyring: generateKeyring(),
      endpoints: sandbox.endpoints,
      issuer: provider,
      demoOffsetMs: offset,
      redisUrl: redis?.url ?? null,
      logLevel: options.logLevel ?? 'warn',
    });
    const run = async (name: string, says: string): Promise<string> => {
      const program = startProgram(name, onNode);
      programs.push(program);
      stops.push(() => {
        program.child.kill('SIGTERM');
        return program.ended;
      });
      await program.says(says);
      return program.output();
    };
    await run('work', '"working":true');
    let gatewayUrl: string;
    if (options.gateway === 'node') {
      gatewayUrl = /"url":"([^"]+)"/.exec(await run('serve', '"url"'))?.[1] ?? '';
    } else {
      const worker = await startWrangler(database.appUrl, atEdge);
      stops.push(() => worker.stop());
      gatewayUrl = worker.url;
    }
    const tokenOf: Installation['tokenOf'] = (...accountIds) => {
      const account = accountIds.flatMap((wanted) => provider.accounts.find(({ id }) => id === wanted) ?? []).at(0);
      if (account === undefined) throw new Error(`the demo has no account ${accountIds.join(', ')}`);
      return getToken(provider.tokenUrl, account);
    };
    const hedui: Installation['hedui'] = async (...words) => {
      const program = startProgram('hedui', onNode, words);
      if ((await program.ended) !== 0) throw new Error(program.output());
      return program.output();
    };
    const token = await tokenOf('caseworker-liangxi');
    return {
      gatewayUrl,
      token,
      clock,
      sandbox,
      databaseUrl: database.appUrl,
      ownerUrl: database.ownerUrl,
      tokenOf,
      hedui,
      redisUrl: redis?.url ?? null,
      folder: folder.path,
      output: () => programs.map((program) => program.output()).join(''),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}
