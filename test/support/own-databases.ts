import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Lifecycle } from '../../src/main/lifecycle.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Addresses of one database: as role `hedui_app`, and as superuser. */
export type Addresses = { readonly databaseUrl: string; readonly adminUrl: string };

/**
 * For campaigns, which run outside of vitest: does each run on a migrated database of its own, several at once, on one
 * PostgreSQL that is started for them.
 */
export async function eachOnDatabaseOfItsOwn<Run>(
  runs: readonly Run[],
  atOnce: number,
  work: (run: Run, addresses: Addresses) => Promise<void>,
): Promise<void> {
  const life = new Lifecycle();
  try {
    const folder = await temporaryFolder();
    life.add('folder', () => folder.remove());
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: silentLog, durable: false });
    life.add('PostgreSQL', postgres.stop);
    await migrate(postgres.ownerUrl, { withQueue: true });
    const waiting = [...runs];
    const next = async (): Promise<void> => {
      for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
        const started = run;
        await onClone(postgres, (addresses) => work(started, addresses));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  } finally {
    await life.stop();
  }
}

async function onClone(
  postgres: { readonly adminUrl: string; readonly appUrl: string },
  work: (addresses: Addresses) => Promise<void>,
): Promise<void> {
  const name = `campaign_${randomBytes(6).toString('hex')}`;
  await asAdmin(postgres.adminUrl, [
    `CREATE DATABASE ${name} OWNER hedui_owner TEMPLATE hedui`,
    `GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO hedui_app`,
  ]);
  const here = (url: string): string => {
    const address = new URL(url);
    address.pathname = `/${name}`;
    return address.href;
  };
  try {
    await work({ databaseUrl: here(postgres.appUrl), adminUrl: here(postgres.adminUrl) });
  } finally {
    await asAdmin(postgres.adminUrl, [`DROP DATABASE ${name} WITH (FORCE)`]);
  }
}

async function asAdmin(adminUrl: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
