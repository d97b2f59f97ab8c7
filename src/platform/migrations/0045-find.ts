import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Nobody was found by name, since names are sealed: keyed tokens of them stand beside. An index counts the searches of
 * one person in the log.
 */
export const findMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE name_token (
        household_id uuid NOT NULL,
        household_version int NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        token bytea NOT NULL CHECK (length(token) = 16),
        division text NOT NULL,
        retention text NOT NULL,
        PRIMARY KEY (household_id, household_version, person_id, token),
        FOREIGN KEY (household_id, household_version) REFERENCES household_version (household_id, number)
      );
      CREATE INDEX name_token_by_token ON name_token (token) INCLUDE (household_id, household_version, person_id);
      COMMENT ON TABLE name_token IS 'Append-only: keyed tokens by which people are found by name; no row opens to a name';
      COMMENT ON COLUMN name_token.token IS 'HMAC-SHA-256, cut to 16 bytes, of whole name, surname, surname and one character, or pinyin initials, with the shard of the person';

      CREATE INDEX look_log_of_searches ON look_log (actor, at) WHERE act = 'FIND_CASES';

      GRANT SELECT, INSERT ON name_token TO hedui_app;
    `.execute(db);
  },
};
