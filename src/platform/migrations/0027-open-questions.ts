import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A question changes its state, its letter and its claim several times before it is settled. While no index speaks of what
 * changes, and its page has room, the new row lies beside the old one and no index is written; so the indexes of open
 * questions speak of a column that changes once.
 */
export const openQuestionsMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE question ADD COLUMN open boolean GENERATED ALWAYS AS (state <> 'SETTLED') STORED,
        SET (fillfactor = 60);
      COMMENT ON COLUMN question.open IS 'Not settled; what the indexes of open questions go by, as it changes once';
      DROP INDEX question_to_send;
      DROP INDEX question_unsettled;
      CREATE INDEX question_to_send ON question (source_id, institution, created_at) WHERE open AND sent_at IS NULL;
      CREATE INDEX question_unsettled ON question (verification_id, due_at) WHERE open;
      DROP INDEX source_slot_by_source;
      CREATE INDEX source_slot_by_source ON source_slot (source_id);
      ALTER TABLE source_slot SET (fillfactor = 60);
    `.execute(db);
  },
};
