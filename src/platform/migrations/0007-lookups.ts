import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lookups beside checks, and questions that are answered by the answer to another one. */
export const lookupMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE verification
        ADD COLUMN kind text NOT NULL DEFAULT 'CHECK' CHECK (kind IN ('CHECK', 'LOOKUP')),
        DROP CONSTRAINT verification_state_check,
        ADD CONSTRAINT verification_state_check CHECK (state IN
          ('REQUESTED', 'ASKING', 'ISSUED_INCOMPLETE', 'ISSUED_COMPLETE', 'ANSWERED', 'CANCELLED')),
        ADD CONSTRAINT verification_ends_as_its_kind CHECK (
          CASE kind WHEN 'CHECK' THEN state <> 'ANSWERED'
                    ELSE state NOT IN ('ISSUED_INCOMPLETE', 'ISSUED_COMPLETE') END);
      ALTER TABLE verification ALTER COLUMN kind DROP DEFAULT;
      COMMENT ON COLUMN verification.kind IS
        'CHECK: asks everything and ends with a report. LOOKUP: asks what a query wants to see and ends with the answers';

      ALTER TABLE question
        ADD COLUMN answered_as uuid REFERENCES question (id) CHECK (answered_as <> id),
        ADD COLUMN shared text CHECK (shared IN ('REUSED', 'JOINED')),
        ADD CONSTRAINT question_shared_with_another CHECK ((answered_as IS NULL) = (shared IS NULL));
      CREATE INDEX question_about ON question (person_id, source_id, institution);
      CREATE INDEX question_followers ON question (answered_as) WHERE answered_as IS NOT NULL;
      COMMENT ON COLUMN question.answered_as IS
        'The identical question whose answer is this one''s too: its answer was fresh (REUSED) or it was in flight (JOINED)';
      GRANT UPDATE (answered_as, shared) ON question TO hedui_app;

      ALTER TABLE progress
        DROP CONSTRAINT progress_event_check,
        ADD CONSTRAINT progress_event_check CHECK (event IN ('REQUESTED', 'PLANNED', 'WAITING_QUOTA', 'WAITING_WINDOW',
          'ASKED', 'JOINED', 'ANSWERED', 'REUSED', 'LATE_ANSWER', 'REPORT_ISSUED', 'LOOKUP_ANSWERED', 'CANCELLED'));
    `.execute(db);
  },
};
