import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';

describe('the application’s role', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDatabase(database.appUrl);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  it.each([
    ['widen what a letter allows', "UPDATE letter_grant SET sources = '{banks}'"],
    ['say that somebody else has signed', 'UPDATE letter_grant SET person_id = gen_random_uuid()'],
    ['move a letter to another case', 'UPDATE letter SET application_id = gen_random_uuid()'],
    ['turn a question to another person', 'UPDATE question SET person_id = gen_random_uuid()'],
    ['give a question another request id', "UPDATE question SET request_id = 'x'"],
    ['say that somebody else requested a check', "UPDATE verification SET requested_by = 'x'"],
    ['alter an answer', "UPDATE answer SET kind = 'NO_RECORD'"],
    ['alter a report', "UPDATE report SET completeness = 'COMPLETE'"],
    ['alter progress', "UPDATE progress SET event = 'CANCELLED'"],
    ['alter the audit log', "UPDATE look_log SET outcome = 'DONE'"],
    ['erase the audit log', 'DELETE FROM look_log'],
    ['alter what operators did', "UPDATE source_event SET actor = 'x'"],
    ['erase what operators did', 'DELETE FROM source_event'],
    ['erase trouble with a source', 'DELETE FROM source_item'],
    ['turn trouble to another source', "UPDATE source_item SET source_id = 'x'"],
    ['alter an answer that could not be read', "UPDATE unread_answer SET raw_cipher = ''"],
    ['empty the audit log', 'TRUNCATE look_log'],
    ['erase a report', 'DELETE FROM report'],
    ['alter a review', "UPDATE report_review SET verdict = 'APPROVED'"],
    ['alter what was decided on a list', "UPDATE policy_effect_decision SET verdict = 'ADOPTED'"],
    ['alter a list', 'UPDATE policy_effect_case SET stale = false'],
    ['alter a step of the procedure', 'UPDATE case_step SET happened_at = recorded_at'],
    ['alter a decision', "UPDATE decision SET kind = 'APPROVED'"],
    ['say that an act was made before acts were signed', 'INSERT INTO unsigned_act VALUES (gen_random_uuid())'],
    ['forget which acts were made before acts were signed', 'DELETE FROM unsigned_act'],
    ['erase an overridden doubt', 'DELETE FROM doubt_override'],
    ['erase an objection', 'DELETE FROM objection'],
    ['say that somebody else objected', "UPDATE objection SET filed_by = 'x'"],
    ['change what an objection says', "UPDATE objection SET content_cipher = ''"],
    ['move when an objection is due', 'UPDATE objection SET due_at = filed_at'],
    ['turn an objection to another person', 'UPDATE objection SET person_id = gen_random_uuid()'],
    ['alter a proof', "UPDATE contest_proof SET proof_cipher = ''"],
    ['erase a proof', 'DELETE FROM contest_proof'],
    ['erase a dispute', 'DELETE FROM identity_dispute'],
    ['say that somebody else opened a dispute', "UPDATE identity_dispute SET opened_by = 'x'"],
    ['change what a dispute is about', "UPDATE identity_dispute SET content_cipher = ''"],
    ['alter a ticket', "UPDATE correction_ticket SET document_cipher = ''"],
    ['turn a ticket to another department', "UPDATE correction_ticket SET source_id = 'x'"],
    ['erase a ticket', 'DELETE FROM correction_ticket'],
    ['change a household version', 'UPDATE household_member SET relation = relation'],
  ])('cannot %s', async (_what, statement) => {
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied/);
  });
});
