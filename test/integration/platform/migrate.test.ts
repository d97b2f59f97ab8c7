import { createPostgresBackend, FlowProducer, Queue, QueueEvents, Worker } from 'bullmq';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { MIGRATIONS } from '../../../src/platform/migrations/index.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let empty: TestDatabase;
beforeAll(async () => {
  empty = await createTestDatabase({ empty: true });
});
afterAll(() => empty.drop());

async function applied(url: string): Promise<string[]> {
  const db = openDatabase(url, { max: 1 });
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  await db.destroy();
  return rows.map((row) => row.name);
}

describe('migrations', () => {
  it('of several starters at once are applied once', async () => {
    const starters = Array.from({ length: 4 }, () => migrate(empty.ownerUrl, { withQueue: true }));
    await expect(Promise.all(starters)).resolves.toHaveLength(4);
    expect(await applied(empty.ownerUrl)).toEqual(Object.keys(MIGRATIONS).toSorted());
  });

  it('change nothing the second time', async () => {
    const before = await applied(empty.ownerUrl);
    await migrate(empty.ownerUrl, { withQueue: true });
    expect(await applied(empty.ownerUrl)).toEqual(before);
  });

  it('are refused to the application by one sentence', async () => {
    const fresh = await createTestDatabase({ empty: true });
    await expect(migrate(fresh.appUrl, { withQueue: false })).rejects.toMatchObject({
      details: { code: 'BAD_CONFIGURATION', field: 'HEDUI_OWNER_URL', en: expect.stringContaining('names hedui_app') },
    });
    await fresh.drop();
  });

  it('tell a wrong password by one sentence', async () => {
    const url = new URL(empty.ownerUrl);
    url.password = 'guessed-word';
    await expect(migrate(url.href, { withQueue: true })).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' });
  });

  it('say how to make the role of the application where it is missing', async () => {
    // A cluster of its own: roles belong to all databases of one.
    const folder = await temporaryFolder();
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: silentLog, durable: false });
    const admin = new Client({ connectionString: postgres.adminUrl });
    await admin.connect();
    await admin.query('DROP ROLE hedui_app');
    await admin.end();
    await expect(migrate(postgres.ownerUrl, { withQueue: true })).rejects.toThrow(
      /没有角色 hedui_app；请.*CREATE ROLE/,
    );
    await postgres.stop();
    await folder.remove();
  });
});

describe('the queue, connected as the application', () => {
  it('runs jobs, bulk inserts and a flow with children, and reports their results', async () => {
    const database = await createTestDatabase();
    const connection = { connectionString: database.appUrl, schema: 'bullmq' };
    const queue = new Queue('check', { connection }, createPostgresBackend);
    const flow = new FlowProducer({ connection }, createPostgresBackend);
    const events = new QueueEvents('check', { connection }, createPostgresBackend);
    const worker = new Worker(
      'check',
      async (job) => {
        const children = await job.getChildrenValues<string>();
        return [job.name, ...Object.values(children).toSorted()].join('+');
      },
      { connection },
      createPostgresBackend,
    );
    await events.waitUntilReady();

    const [first] = await queue.addBulk([
      { name: 'a', data: {} },
      { name: 'b', data: {} },
    ]);
    expect(await first?.waitUntilFinished(events)).toBe('a');
    const children = ['x', 'y'].map((name) => ({ name, queueName: 'check', data: {} }));
    const { job } = await flow.add({ name: 'parent', queueName: 'check', data: {}, children });
    expect(await job.waitUntilFinished(events)).toBe('parent+x+y');
    await queue.obliterate({ force: true });

    await Promise.all([worker.close(), events.close(), flow.close(), queue.close()]);
    await database.drop();
  });

  it('may not change the record of its own migrations', async () => {
    const database = await createTestDatabase();
    const db = openDatabase(database.appUrl, { max: 1 });
    await expect(sql`DELETE FROM bullmq.migration`.execute(db)).rejects.toMatchObject({ code: '42501' });
    await db.destroy();
    await database.drop();
  });

  it('cannot plant a function for the next migration of the owner', async () => {
    const database = await createTestDatabase();
    const [app, owner] = [openDatabase(database.appUrl, { max: 1 }), openDatabase(database.ownerUrl, { max: 1 })];
    await sql`CREATE FUNCTION bullmq.planted() RETURNS int LANGUAGE sql AS 'SELECT 1'`.execute(app);
    await sql`DELETE FROM bullmq.migration WHERE version = (SELECT max(version) FROM bullmq.migration)`.execute(owner);
    await expect(migrate(database.ownerUrl, { withQueue: true })).rejects.toThrow(/自建的对象（planted）/);
    await app.destroy();
    await owner.destroy();
    await database.drop();
  });

  it('survives a second migration after it has made its own sequences', async () => {
    const database = await createTestDatabase();
    const connection = { connectionString: database.appUrl, schema: 'bullmq' };
    const queue = new Queue('another', { connection }, createPostgresBackend);
    await queue.add('a', {});
    await migrate(database.ownerUrl, { withQueue: true });
    await queue.add('b', {});
    expect(await queue.getWaitingCount()).toBe(2);
    await queue.close();
    await database.drop();
  });
});

describe('a test that leaves a connection open', () => {
  it('is told so when its database is dropped', async () => {
    const database = await createTestDatabase({ empty: true });
    const db = openDatabase(database.appUrl, { max: 1 });
    await sql`SELECT 1`.execute(db);
    await expect(database.drop()).rejects.toThrow(/left 1 database connection\(s\) open/);
    await db.destroy();
  });
});
