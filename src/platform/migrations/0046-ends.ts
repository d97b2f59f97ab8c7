import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A case could end by a final decision only: one that was withdrawn, or registered by mistake, hung for ever. */
export const endsMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE application_end (
        application_id uuid PRIMARY KEY REFERENCES application (id),
        reason text NOT NULL CHECK (reason IN ('WITHDRAWN', 'REFUSED_TO_SIGN', 'DIED', 'MOVED_AWAY', 'MISTAKE')),
        why_cipher bytea NOT NULL,
        ended_by text NOT NULL,
        ended_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL
      );
      COMMENT ON TABLE application_end IS 'Append-only: how a case ended without a decision; a case that is not here stands, or was closed by a final decision';
      COMMENT ON COLUMN application_end.reason IS 'Closed list; MISTAKE hides the case from lists and searches';
      COMMENT ON COLUMN application_end.why_cipher IS 'Sealed: what happened, in the words of whoever ended it';
      GRANT SELECT, INSERT ON application_end TO hedui_app;
    `.execute(db);
  },
};
