import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { lastingClient, LastingPool } from '../../../src/platform/lasting-connections.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

// Vitest fails a file whose process meets an `error` event without a listener: that is what would end a program.

let database: TestDatabase;
let admin: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = openDatabase(database.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.destroy();
  await database.drop();
});

/** Ends every connection of the application to this database. */
async function cutAll(): Promise<void> {
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'hedui_app'`.execute(admin);
}

describe('a connection that is cut', () => {
  it('between two statements of a transaction fails that transaction, and the next one has another', async () => {
    const db = openDatabase(database.appUrl, { max: 1 });
    const cut = db.transaction().execute(async (trx) => {
      await sql`SELECT 1`.execute(trx);
      await cutAll();
      await pause(100);
      await sql`SELECT 2`.execute(trx);
    });
    await expect(cut).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(db.transaction().execute((trx) => sql`SELECT 3`.execute(trx))).resolves.toBeDefined();
    await db.destroy();
  });

  it('while its statement runs tells the caller to try again', async () => {
    const db = openDatabase(database.appUrl, { max: 1 });
    const cut = expect(sql`SELECT pg_sleep(30)`.execute(db)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await pause(200);
    await cutAll();
    await cut;
    await db.destroy();
  });

  it('while it is idle costs nobody anything', async () => {
    const db = openDatabase(database.appUrl, { max: 3 });
    await Promise.all([1, 2, 3].map(() => sql`SELECT pg_sleep(0.05)`.execute(db)));
    await cutAll();
    await pause(100);
    await expect(sql`SELECT 1`.execute(db)).resolves.toBeDefined();
    await db.destroy();
  });

  it('while it only listens fails nothing but what is said on it', async () => {
    const client = lastingClient(database.appUrl);
    await client.connect();
    await cutAll();
    await pause(100);
    await expect(client.query('SELECT 1')).rejects.toThrow();
  });

  it('in the instant of its opening is not lent out', async () => {
    const pool = new LastingPool({ connectionString: database.appUrl, max: 2 }, 'test', undefined);
    let opened = 0;
    pool.on('connect', (client) => {
      opened += 1;
      if (opened === 1) client.emit('error', new Error('Connection terminated unexpectedly'));
    });
    const client = await pool.connect();
    expect(opened).toBe(2);
    client.release();
    await pool.end();
  });
});
