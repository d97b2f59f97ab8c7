import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Remembers which reviews and decisions were made before acts were signed, so that a signature that is gone later does not
 * pass for one that never was. The application reads the list and adds nothing to it.
 */
export const unsignedActsMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE unsigned_act (act_id uuid PRIMARY KEY);
      COMMENT ON TABLE unsigned_act IS 'Reviews and decisions of before acts were signed; every other must have its seal';
      INSERT INTO unsigned_act
        SELECT id FROM report_review WHERE seal_cipher IS NULL
        UNION ALL SELECT id FROM decision WHERE seal_cipher IS NULL;
      GRANT SELECT ON unsigned_act TO hedui_app;
    `.execute(db);
  },
};
