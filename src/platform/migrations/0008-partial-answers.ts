import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a partial answer says that it leaves out. */
export const partialAnswerMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE answer
        ADD COLUMN missing text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT answer_missing_of_a_part CHECK (kind = 'PARTIAL' OR missing = '{}');
      ALTER TABLE answer ALTER COLUMN missing DROP DEFAULT;
      COMMENT ON COLUMN answer.missing IS 'Kinds of fact that a partial answer leaves out, as its source says';
    `.execute(db);
  },
};
