import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** That the family was told what the check found is a step: by the law of 2021 a refusal waits for it. */
export const findingsToldMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE case_step DROP CONSTRAINT case_step_kind_check,
        ADD CONSTRAINT case_step_kind_check CHECK (kind IN ('SURVEY_STARTED', 'SURVEY_DONE', 'HOME_VISITED',
          'MATERIALS_MISSING', 'MATERIALS_RECEIVED', 'CHECK_REFERRED', 'FILE_RECEIVED', 'TERM_EXTENDED',
          'FINDINGS_TOLD', 'PUBLICITY_BEGUN', 'PUBLICITY_ENDED', 'FINAL_PUBLICITY_BEGUN', 'FINAL_PUBLICITY_ENDED',
          'NOTICE_DELIVERED', 'MEMBER_DIED'));
    `.execute(db);
  },
};
