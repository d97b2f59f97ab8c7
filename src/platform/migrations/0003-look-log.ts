import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The log of looks: every outgoing query, every read of a person's data, every decision. */
export const lookLogMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE look_log (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        role text NOT NULL,
        purpose text NOT NULL,
        act text NOT NULL,
        application_id uuid,
        verification_id uuid,
        person_id uuid,
        source_id text,
        institution text,
        request_id text,
        letter_number text,
        field_kinds text[] NOT NULL,
        outcome text NOT NULL,
        check_id text NOT NULL,
        division text NOT NULL,
        retention text NOT NULL
      );
      CREATE INDEX look_log_by_person ON look_log (person_id, seq);
      CREATE INDEX look_log_by_application ON look_log (application_id, seq);
      COMMENT ON TABLE look_log IS 'Append-only: the application may insert and select, nothing else';
      COMMENT ON COLUMN look_log.person_id IS 'Stable random id; never a number or a name';
      COMMENT ON COLUMN look_log.field_kinds IS 'Kinds of fields seen or asked, never their values';

      GRANT SELECT, INSERT ON look_log TO hedui_app;
    `.execute(db);
  },
};
