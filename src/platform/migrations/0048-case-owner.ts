import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Nobody was seen to work on a case: who does, since when, and who gave it to them. */
export const caseOwnerMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE case_owner (
        id uuid PRIMARY KEY,
        application_id uuid NOT NULL REFERENCES application (id),
        number int NOT NULL CHECK (number >= 1),
        owner text NOT NULL,
        assigned_by text NOT NULL,
        assigned_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (application_id, number)
      );
      CREATE INDEX case_owner_by_owner ON case_owner (owner, application_id);
      COMMENT ON TABLE case_owner IS 'Append-only: who works on a case; the newest number stands, and without one it is whoever registered the case';
      COMMENT ON COLUMN case_owner.owner IS 'Subject of the person';
      GRANT SELECT, INSERT ON case_owner TO hedui_app;
    `.execute(db);
  },
};
