import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A death in the household is a step from which a term runs; what is contested in a place is read by what is due first. */
export const termsOfContestsMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE case_step DROP CONSTRAINT case_step_kind_check,
        ADD CONSTRAINT case_step_kind_check CHECK (kind IN ('SURVEY_STARTED', 'SURVEY_DONE', 'HOME_VISITED',
          'MATERIALS_MISSING', 'MATERIALS_RECEIVED', 'CHECK_REFERRED', 'FILE_RECEIVED', 'TERM_EXTENDED',
          'PUBLICITY_BEGUN', 'PUBLICITY_ENDED', 'FINAL_PUBLICITY_BEGUN', 'FINAL_PUBLICITY_ENDED',
          'NOTICE_DELIVERED', 'MEMBER_DIED'));

      CREATE INDEX objection_open_by_due ON objection (due_at, id) WHERE state = 'OPEN';
      CREATE INDEX identity_dispute_open_by_due ON identity_dispute (due_at, id) WHERE state = 'OPEN';
      CREATE INDEX correction_ticket_open_by_due ON correction_ticket (due_at, id) WHERE answer IS NULL;
    `.execute(db);
  },
};
