import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { grantsTable } from '../../../src/platform/grants.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl, { max: 1 });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('the table of rights in the docs is the catalogue of a migrated database; `npm run grants` writes it', async () => {
  const document = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
  expect(document).toContain(`\n${await grantsTable(db)}\n`);
});

it('of a letter the application may end it, and of a report change nothing', async () => {
  const table = await grantsTable(db);
  expect(table).toMatch(/`letter` \| select, insert, update of .*`ended_at`/);
  expect(table).toMatch(/`report`, .*\| select, insert \|/);
});
