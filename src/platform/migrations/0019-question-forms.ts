import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ask the least: a question whether a sum is over a line, and one for the amount where the line needs it. */
export const questionFormMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE question
        ADD COLUMN form text NOT NULL DEFAULT 'FULL' CHECK (form IN ('FULL', 'LINE')),
        ADD COLUMN line_fen bigint CHECK (line_fen >= 0),
        ADD COLUMN asked_because text CHECK (asked_because IN ('LINE_UNDECIDED', 'OBJECTION')),
        ADD CONSTRAINT question_of_a_line CHECK ((form = 'LINE') = (line_fen IS NOT NULL)),
        ADD CONSTRAINT question_for_an_amount CHECK (asked_because IS NULL OR form = 'FULL'),
        DROP CONSTRAINT question_verification_id_person_id_source_id_institution_key,
        ADD CONSTRAINT question_once_in_each_form UNIQUE (verification_id, person_id, source_id, institution, form);
      COMMENT ON COLUMN question.form IS 'FULL: everything, amounts too. LINE: only whether the sum is over line_fen';
      COMMENT ON COLUMN question.line_fen IS 'The line that is asked: of the policy and the size of the household, nothing of what is held';
      COMMENT ON COLUMN question.asked_because IS
        'Why the amount is asked of a body that takes the form LINE; null for every other question';
    `.execute(db);
  },
};
