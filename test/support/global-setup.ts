import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { removeLeftFolders, temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the run's cluster; its database `hedui` is the migrated template. */
    cluster: { readonly adminUrl: string; readonly ownerUrl: string; readonly appUrl: string };
  }
}

type SharedCluster = {
  readonly cluster: { readonly adminUrl: string; readonly ownerUrl: string; readonly appUrl: string };
  readonly stop: () => Promise<void>;
};

/** Each vitest project loads this module anew in the same process; the cluster is one for all of them. */
const shared = globalThis as { heduiTestCluster?: { readonly started: Promise<SharedCluster>; users: number } };

async function start(): Promise<SharedCluster> {
  await removeLeftFolders();
  const folder = await temporaryFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: silentLog, durable: false });
  const { adminUrl, ownerUrl, appUrl } = postgres;
  const stop = async () => {
    await postgres.stop();
    await folder.remove();
  };
  try {
    await migrate(ownerUrl, { withQueue: true });
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { cluster: { adminUrl, ownerUrl, appUrl }, stop };
}

/** Starts the run's cluster; vitest calls the returned function at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const current = (shared.heduiTestCluster ??= { started: start(), users: 0 });
  current.users += 1;
  const { cluster, stop } = await current.started;
  project.provide('cluster', cluster);
  return async () => {
    current.users -= 1;
    if (current.users > 0) return;
    delete shared.heduiTestCluster;
    await stop();
  };
}
