import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { inject } from 'vitest';

/** A database for one test file. */
export type TestDatabase = {
  readonly name: string;
  /** Role `hedui_app`. */
  readonly appUrl: string;
  /** Role `hedui_owner`. */
  readonly ownerUrl: string;
  /** Superuser. */
  readonly adminUrl: string;
  /** Removes the database; fails when the test has left a connection open. */
  readonly drop: () => Promise<void>;
};

/** Time that closed connections may need to disappear from the server's list, ms. */
const CLOSING_MS = 1_500;

async function asAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inject('cluster').adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * A clone of the migrated template (or, `empty`, a database without tables) for the calling test file.
 *
 * @example
 * const database = await createTestDatabase();
 * afterAll(() => database.drop());
 */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = options.empty === true ? 'template1' : 'hedui';
  await asAdmin(async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER hedui_owner TEMPLATE ${template} STRATEGY FILE_COPY`);
    // Rights on the database itself don't travel with the template.
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO hedui_app`);
  });
  const here = (url: string) => {
    const address = new URL(url);
    address.pathname = `/${name}`;
    return address.href;
  };
  return {
    name,
    appUrl: here(cluster.appUrl),
    ownerUrl: here(cluster.ownerUrl),
    adminUrl: here(cluster.adminUrl),
    drop: () => asAdmin((client) => dropDatabase(client, name)),
  };
}

async function dropDatabase(client: Client, name: string): Promise<void> {
  const deadline = performance.now() + CLOSING_MS;
  let open = await openConnections(client, name);
  while (open.length > 0 && performance.now() < deadline) {
    await pause(20);
    open = await openConnections(client, name);
  }
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  if (open.length > 0) throw new Error(`the test left ${open.length} database connection(s) open: ${open.join('; ')}`);
}

async function openConnections(client: Client, name: string): Promise<string[]> {
  const { rows } = await client.query<{ last: string }>(
    `SELECT usename || ': ' || left(query, 60) AS last FROM pg_stat_activity
     WHERE datname = $1 AND backend_type = 'client backend'`,
    [name],
  );
  return rows.map((row) => row.last);
}
