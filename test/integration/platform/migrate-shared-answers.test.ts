import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { MIGRATIONS } from '../../../src/platform/migrations/index.ts';
import { createTestDatabase } from '../../support/database.ts';

const AT = '2018-03-05T02:00:00Z';
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [OPEN_CHECK, CALLED_OFF_CHECK, LEADER, FOLLOWER, WAITING, CALLED_OFF, ANSWER] = [1, 2, 11, 12, 13, 14, 21].map(
  id,
);

it('a question that shared an answer keeps it, one that was called off lets it go', async () => {
  const database = await createTestDatabase({ empty: true });
  const owner = openDatabase(database.ownerUrl, { max: 1 });
  const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0009'));
  const migrator = new Migrator({ db: owner, provider: { getMigrations: () => Promise.resolve(before) } });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();

  // Rows as they stood, without the cases around them.
  const admin = openDatabase(database.adminUrl, { max: 1 });
  await sql`SET session_replication_role = replica`.execute(admin);
  const put = (table: string, row: object) =>
    sql`INSERT INTO ${sql.table(table)} SELECT * FROM jsonb_populate_record(NULL::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(
      admin,
    );
  const kept = { version: 1, division: '320213', retention: 'CASE_FILE', created_at: AT };
  const check = {
    ...kept,
    application_id: id(0),
    household_id: id(0),
    household_version: 1,
    kind: 'CHECK',
    purpose: 'APPLICATION',
    base_date: '2018-03-05',
    base_date_given: false,
    pack_id: 'p',
    requested_by: 'c',
    check_id: 'c',
    deadline_at: AT,
    deadline_provisional: false,
  };
  await put('verification', { ...check, id: OPEN_CHECK, state: 'ASKING', idempotency_key: '1' });
  await put('verification', {
    ...check,
    id: CALLED_OFF_CHECK,
    state: 'CANCELLED',
    idempotency_key: '2',
    settled_at: AT,
  });
  const question = {
    ...kept,
    verification_id: OPEN_CHECK,
    source_id: 'vehicles',
    institution: '',
    purpose: 'APPLICATION',
    base_date: '2018-03-05',
    letter_id: id(0),
    due_at: AT,
    due_provisional: false,
    asked_at: AT,
    attempts: 0,
  };
  const joined = { ...question, answered_as: LEADER, shared: 'JOINED' };
  await put('question', { ...question, id: LEADER, request_id: '1', person_id: id(31), state: 'SETTLED' });
  await put('question', { ...joined, id: FOLLOWER, request_id: '2', person_id: id(32), state: 'SETTLED' });
  await put('question', { ...joined, id: WAITING, request_id: '3', person_id: id(33), state: 'ASKED' });
  await put('question', {
    ...joined,
    id: CALLED_OFF,
    verification_id: CALLED_OFF_CHECK,
    request_id: '4',
    person_id: id(34),
    state: 'SETTLED',
    last_fault: 'CANCELLED',
  });
  await put('answer', {
    id: ANSWER,
    question_id: LEADER,
    sequence: 1,
    origin: 'SOURCE',
    kind: 'NO_RECORD',
    territory: '320200',
    missing: [],
    shape_version: 1,
    commitment: '\\x00',
    late: false,
    received_at: AT,
    division: '320213',
    retention: 'SOURCE_ANSWER',
  });
  await admin.destroy();

  await migrate(database.ownerUrl, { withQueue: false });
  const rows = await owner.selectFrom('question').select(['id', 'answered_as', 'taken_answer']).orderBy('id').execute();
  expect(rows).toEqual([
    { id: LEADER, answered_as: null, taken_answer: null },
    { id: FOLLOWER, answered_as: LEADER, taken_answer: ANSWER },
    { id: WAITING, answered_as: LEADER, taken_answer: null },
    { id: CALLED_OFF, answered_as: null, taken_answer: null },
  ]);
  await owner.destroy();
  await database.drop();
});
