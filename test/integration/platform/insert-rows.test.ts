import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { insertNewRows, insertRows } from '../../../src/platform/insert-rows.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const AT = new Date('2018-03-05T01:30:00.123Z');
const person = (bytes: number[]) => ({
  id: randomUUID(),
  certificate_type: 'NONE',
  certificate_blind: null,
  certificate_cipher: Buffer.from(bytes),
  shape_version: 1,
  division: '320213',
  retention: 'CASE_FILE',
  created_at: AT,
});

it('keeps bytes, instants and what is absent exactly as they are', async () => {
  const rows = [person([]), person([0, 1, 92, 120, 255])];
  await insertRows(db, 'person', rows);
  const stored = await db
    .selectFrom('person')
    .selectAll()
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  expect(stored.toSorted((a, b) => a.certificate_cipher.length - b.certificate_cipher.length)).toEqual(rows);
});

it('keeps lists, and text with every sign that JSON or SQL could trip over', async () => {
  const checkId = `'"\\{}[],\t核对\u{20BB7}`;
  await insertRows(db, 'look_log', [
    {
      at: AT,
      actor: 'somebody',
      role: 'SYSTEM',
      purpose: 'TEST',
      act: 'READ_REPORT',
      application_id: null,
      verification_id: null,
      person_id: null,
      source_id: null,
      institution: null,
      request_id: null,
      letter_number: null,
      field_kinds: ['NAME', 'A,B', '{}'],
      outcome: 'DONE',
      check_id: checkId,
      division: '320213',
      retention: 'LOOK_LOG',
    },
  ]);
  const row = await db.selectFrom('look_log').selectAll().where('check_id', '=', checkId).executeTakeFirstOrThrow();
  expect(row.field_kinds).toEqual(['NAME', 'A,B', '{}']);
  expect(row.at).toEqual(AT);
});

it('tells which rows were new, and leaves those that were there', async () => {
  const [known, fresh] = [person([1]), person([2])];
  await insertRows(db, 'person', [known]);
  expect(await insertNewRows(db, 'person', [{ ...known, certificate_cipher: Buffer.from([9]) }, fresh])).toEqual(
    new Set([fresh.id]),
  );
  const row = await db.selectFrom('person').selectAll().where('id', '=', known.id).executeTakeFirstOrThrow();
  expect(row.certificate_cipher).toEqual(Buffer.from([1]));
});

it('does nothing for no rows', async () => {
  await insertRows(db, 'person', []);
  expect(await insertNewRows(db, 'person', [])).toEqual(new Set());
});
