import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which answer a question has taken from another: until now it was whatever the other one had at the time of reading. */
export const takenAnswerMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE question ADD COLUMN taken_answer uuid REFERENCES answer (id);
      COMMENT ON COLUMN question.answered_as IS
        'The identical question with which this one waits (JOINED), or whose fresh answer it was given (REUSED)';
      COMMENT ON COLUMN question.taken_answer IS
        'The answer to answered_as that is this one''s too: taken once, when a letter of its own case covered it';
      GRANT UPDATE (taken_answer) ON question TO hedui_app;

      -- What was called off has taken nothing, and waits no longer.
      UPDATE question q SET answered_as = NULL, shared = NULL
        FROM verification v
        WHERE v.id = q.verification_id AND v.state = 'CANCELLED' AND q.last_fault = 'CANCELLED'
          AND q.answered_as IS NOT NULL;
      UPDATE question q SET taken_answer = a.id
        FROM answer a
        WHERE a.question_id = q.answered_as AND a.origin = 'SOURCE' AND q.state = 'SETTLED';
      ALTER TABLE question ADD CONSTRAINT question_takes_when_settled
        CHECK (taken_answer IS NULL OR (answered_as IS NOT NULL AND state = 'SETTLED'));
      DROP INDEX question_followers;
      CREATE INDEX question_followers ON question (answered_as) WHERE answered_as IS NOT NULL AND taken_answer IS NULL;
    `.execute(db);
  },
};
