import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unprivilegedAccount } from '../../../src/platform/embedded-postgres-account.ts';
import { findBinaries } from '../../../src/platform/embedded-postgres-files.ts';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { commandOf, identify } from '../../../src/platform/process-identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ask, runStarter, serverProcesses } from './embedded-instance.ts';

const account = await unprivilegedAccount();

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder.path, 'data');
});
afterEach(() => folder.remove());

/** A stopped instance made once: most tests concern later starts, which are ten times as fast. */
let made: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  made = await temporaryFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: join(made.path, 'data'), log: silentLog, durable: false });
  await postgres.stop();
});
afterAll(() => made.remove());

async function useMadeInstance(): Promise<void> {
  await promisify(execFile)('cp', ['-a', join(made.path, 'data'), dataDir]);
}

const start = () => startEmbeddedPostgres({ dataDir, log: silentLog, durable: false });

async function refusalOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown.details.zh;
    throw thrown;
  }
  throw new Error('it was not refused');
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

describe('a start', () => {
  it('creates the cluster, keeps its data for the next start and leaves no process behind', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'CREATE TABLE kept (n int)');
    await ask(first.ownerUrl, 'INSERT INTO kept VALUES (7)');
    await first.stop();
    expect(await serverProcesses(join(dataDir, 'postgres', 'data'))).toEqual([]);

    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT n AS answer FROM kept')).toBe(7);
    await second.stop();
    await second.stop();
    expect(await serverProcesses(join(dataDir, 'postgres', 'data'))).toEqual([]);
  });

  it('listens on loopback only, in UTF-8 and UTC, with a password kept for the owner of the file', async () => {
    await useMadeInstance();
    const { adminUrl, appUrl, stop } = await start();
    const setting = (name: string) => ask(adminUrl, `SELECT current_setting('${name}') AS answer`);
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    expect(await setting('server_encoding')).toBe('UTF8');
    expect(await setting('timezone')).toBe('UTC');
    expect(await setting('max_connections')).toBe('200');
    expect(await setting('synchronous_commit')).toBe('on');
    const wrong = new URL(appUrl);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(dataDir, 'postgres', 'credentials.json'))).mode & 0o777).toBe(0o600);
    await stop();
  });

  it('gives the application a role that can neither create nor drop', async () => {
    await useMadeInstance();
    const { ownerUrl, appUrl, stop } = await start();
    await ask(ownerUrl, 'CREATE TABLE owned (n int)');
    await expect(ask(appUrl, 'CREATE TABLE mine (n int)')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(appUrl, 'CREATE SCHEMA mine')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(appUrl, 'DROP TABLE owned')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(appUrl, 'SELECT * FROM owned')).rejects.toMatchObject({ code: '42501' });
    await stop();
  });

  it('completes after a start that was killed in the middle of initdb', async () => {
    await mkdir(join(dataDir, 'postgres', 'data.new', 'base'), { recursive: true });
    const { appUrl, stop } = await start();
    expect(await ask(appUrl, 'SELECT 1 AS answer')).toBe(1);
    await stop();
  });
});

describe('two starters', () => {
  it('of one process: the second is refused by a sentence, and admitted after the first has stopped', async () => {
    await useMadeInstance();
    const first = await start();
    expect(await refusalOf(start)).toMatch(/^另一个 Hedui 正在使用 .*；请先停止它/);
    expect(await ask(first.appUrl, 'SELECT 1 AS answer')).toBe(1);
    await first.stop();
    await (await start()).stop();
  });

  it('at the same moment on a fresh folder: one wins', async () => {
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    expect(started).toHaveLength(1);
    for (const reason of refused) expect(reason).toContain('另一个 Hedui 正在使用');
    for (const postgres of started) await postgres.stop();
  });

  it('of which one was killed: its server is stopped and the instance taken over', async () => {
    await useMadeInstance();
    const { child, said, ended } = await runStarter(dataDir, 'stay');
    expect(said).toBe('READY');
    const orphan = await serverPid();
    child.kill('SIGKILL');
    await ended;
    expect(commandOf(orphan)).toContain(dataDir);

    const { appUrl, stop } = await start();
    expect(identify(orphan)).toBeUndefined();
    expect(await ask(appUrl, 'SELECT 1 AS answer')).toBe(1);
    await stop();
  });

  it('ignores a pid file whose number belongs to somebody else by now', async () => {
    await useMadeInstance();
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n${dataDir}\n`, { mode: 0o600 });
    if (account !== undefined) await chown(pidFile, account.uid, account.gid);
    await (await start()).stop();
    expect(existsSync(pidFile)).toBe(false);
  });
});

describe('the end of the starter', () => {
  it('that exits without stopping takes the server along', async () => {
    await useMadeInstance();
    const { said, ended } = await runStarter(dataDir, 'exit');
    expect(said).toBe('READY');
    await ended;
    const data = join(dataDir, 'postgres', 'data');
    await expect.poll(() => serverProcesses(data), { timeout: 3_000 }).toEqual([]);
  });

  it('by Ctrl-C in the terminal does not reach the server before the starter stops it', async () => {
    await useMadeInstance();
    const { child, ended } = await runStarter(dataDir, 'stay', { detached: true });
    const server = await serverPid();
    const group = Number((await readFile(`/proc/${server}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ')[2]);
    expect(group).not.toBe(child.pid);
    child.kill('SIGKILL');
    await ended;
    await (await start()).stop();
  });
});

describe('one clear sentence', () => {
  it('for a folder that cannot be written', async () => {
    await writeFile(dataDir, 'a file in the way');
    expect(await refusalOf(start)).toMatch(/^无法写入数据目录 .*（EEXIST|ENOTDIR）/);
  });

  it('for a platform without a package', async () => {
    expect(await refusalOf(() => findBinaries('plan9', 'mips'))).toMatch(/^没有安装 @embedded-postgres\/plan9-mips/);
  });

  it.each<[string, (data: string) => Promise<void>]>([
    ['an incomplete data folder', (data) => rm(join(data, 'PG_VERSION'))],
    ['data of another PostgreSQL', (data) => writeFile(join(data, 'PG_VERSION'), '17\n')],
    ['a lost control file', (data) => rm(join(data, 'global', 'pg_control'))],
    ['lost passwords', (data) => rm(join(data, '..', 'credentials.json'))],
  ])('for %s, and nothing keeps running', async (_what, damage) => {
    await useMadeInstance();
    const data = join(dataDir, 'postgres', 'data');
    await damage(data);
    expect(await refusalOf(start)).toMatch(/^内嵌数据库 .* 无法使用：/);
    expect(await serverProcesses(data)).toEqual([]);
  });
});
