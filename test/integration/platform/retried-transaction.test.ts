import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { retriedTransaction } from '../../../src/platform/retried-transaction.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl);
  const owner = openDatabase(database.ownerUrl);
  await sql`CREATE TABLE account (name text PRIMARY KEY, amount int NOT NULL)`.execute(owner);
  await sql`GRANT SELECT, UPDATE ON account TO hedui_app`.execute(owner);
  await sql`INSERT INTO account VALUES ('left', 0), ('right', 0)`.execute(owner);
  await owner.destroy();
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function addOne(trx: Database, name: string): Promise<void> {
  await sql`UPDATE account SET amount = amount + 1 WHERE name = ${name}`.execute(trx);
}

/** PostgreSQL itself raises the fault. */
async function raise(trx: Database, state: string): Promise<void> {
  await sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '${state}'; END $$`).execute(trx);
}

async function amounts(): Promise<unknown> {
  const { rows } = await sql`SELECT name, amount FROM account ORDER BY name`.execute(db);
  return rows;
}

describe('a transaction that PostgreSQL ended for the sake of others', () => {
  it('is run again as a whole, so that two that lock each other are both done', async () => {
    let runs = 0;
    const meeting = Promise.withResolvers<void>();
    const crossing = (first: string, second: string) =>
      retriedTransaction(db, async (trx) => {
        await addOne(trx, first);
        runs += 1;
        // Both hold their first row before either asks for its second.
        if (runs === 2) meeting.resolve();
        await meeting.promise;
        await addOne(trx, second);
      });
    await Promise.all([crossing('left', 'right'), crossing('right', 'left')]);
    expect(runs).toBe(3);
    expect(await amounts()).toEqual([
      { name: 'left', amount: 2 },
      { name: 'right', amount: 2 },
    ]);
  });

  it.each(['40P01', '40001'])('%s is UNAVAILABLE with a hint to retry when five tries fail', async (state) => {
    let runs = 0;
    const tried = retriedTransaction(db, async (trx) => {
      runs += 1;
      await raise(trx, state);
    });
    await expect(tried).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { en: expect.stringMatching(/again/) } });
    expect(runs).toBe(5);
  });

  it('returns what the run that was committed returned', async () => {
    let runs = 0;
    const returned = await retriedTransaction(db, async (trx) => {
      runs += 1;
      if (runs < 3) await raise(trx, '40001');
      return runs;
    });
    expect(returned).toBe(3);
  });

  it('is not run again for any other fault', async () => {
    let runs = 0;
    const tried = retriedTransaction(db, async (trx) => {
      runs += 1;
      await raise(trx, '23514');
    });
    await expect(tried).rejects.toMatchObject({ code: '23514' });
    expect(runs).toBe(1);
  });
});
