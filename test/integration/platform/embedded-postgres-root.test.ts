import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canReach, unprivilegedAccount } from '../../../src/platform/embedded-postgres-account.ts';
import { findBinaries, prepareLayout } from '../../../src/platform/embedded-postgres-files.ts';
import { createCluster, startServer } from '../../../src/platform/embedded-postgres-server.ts';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ask, runStarter, serverProcesses } from './embedded-instance.ts';

const account = await unprivilegedAccount();
const asRoot = account !== undefined;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;
beforeEach(async () => {
  // One test copies the server's program into it.
  folder = await temporaryFolder({ programs: true });
  dataDir = join(folder.path, 'data');
});
afterEach(() => folder.remove());

describe.runIf(asRoot)('as root', () => {
  it('runs as another user, inside the data folder when that user can reach it', async () => {
    const { stop } = await startEmbeddedPostgres({ dataDir, log: silentLog, durable: false });
    const pidFile = await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8');
    const owner = await stat(`/proc/${pidFile.split('\n')[0]}`);
    expect(owner.uid).toBe(account?.uid);
    await stop();
  });

  it('keeps the instance outside a home that others cannot enter, until the data folder is deleted', async () => {
    const home = join(folder.path, 'home');
    await mkdir(home, { mode: 0o700 });
    dataDir = join(home, '.data');
    const sharedRoot = join(folder.path, 'shared');
    const startApart = () => startEmbeddedPostgres({ dataDir, log: silentLog, durable: false, sharedRoot });

    const first = await startApart();
    await ask(first.ownerUrl, 'CREATE TABLE kept (n int)');
    await first.stop();
    const [id = ''] = await readdir(sharedRoot);
    expect((await readFile(join(dataDir, 'instance'), 'utf8')).trim()).toBe(id);
    const second = await startApart();
    expect(await ask(second.ownerUrl, 'SELECT count(*)::int AS answer FROM kept')).toBe(0);
    await second.stop();

    await rm(dataDir, { recursive: true });
    const afresh = await startApart();
    expect(await ask(afresh.ownerUrl, `SELECT to_regclass('kept') AS answer`)).toBeNull();
    await afresh.stop();
  });

  it('copies the program when the other user cannot reach it', async () => {
    const closed = join(folder.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const packaged = await findBinaries();
    await cp(join(packaged, '..'), join(closed, 'package'), { recursive: true, verbatimSymlinks: true });
    const layout = await prepareLayout(dataDir, join(folder.path, 'shared'), join(closed, 'package', 'native'));
    expect(layout.binaries).toContain(layout.home);
    await createCluster(layout, 'secret', { durable: false });
    const server = await startServer(layout, { durable: false });
    expect(await ask(`postgres://hedui_admin:secret@127.0.0.1:${server.port}/postgres`, 'SELECT 1 AS answer')).toBe(1);
    await server.stop();
  });

  const ordinary = { ...account };
  const reachable =
    canReach(account, process.execPath) && canReach(account, fileURLToPath(new URL('.', import.meta.url)));

  if (!reachable) {
    it('cannot try an ordinary user: this checkout is closed to others', () => {
      expect(
        canReach(account, fileURLToPath(new URL('.', import.meta.url))) && canReach(account, process.execPath),
      ).toBe(false);
    });
    return;
  }

  it('an ordinary user needs nothing of all that', async () => {
    await mkdir(dataDir);
    await chown(dataDir, account?.uid ?? 0, account?.gid ?? 0);
    const { said, ended } = await runStarter(dataDir, 'stop', ordinary);
    expect(said).toBe('READY');
    await ended;
    expect(await serverProcesses(join(dataDir, 'postgres', 'data'))).toEqual([]);
  });

  it('an ordinary user is told of a read-only folder', async () => {
    await mkdir(dataDir);
    await chmod(dataDir, 0o555);
    const { said, ended } = await runStarter(dataDir, 'stop', ordinary);
    expect(said).toMatch(/^REFUSED 无权读写 .*（EACCES）/);
    await ended;
  });
});
