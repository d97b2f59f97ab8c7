import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** One truth for all workers about what a department may be asked now: quota, slots in use, breaker. */
export const sourceGuardMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE source_quota (
        source_id text NOT NULL,
        span text NOT NULL CHECK (span IN ('SECOND', 'DAY')),
        span_start timestamptz NOT NULL,
        used int NOT NULL CHECK (used >= 0),
        PRIMARY KEY (source_id, span)
      );
      COMMENT ON TABLE source_quota IS 'Questions taken out of the running second and day; workers lease blocks';

      CREATE TABLE source_slot (
        id uuid PRIMARY KEY,
        source_id text NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX source_slot_by_source ON source_slot (source_id, expires_at);
      COMMENT ON TABLE source_slot IS 'Questions under way; a living worker renews its slots, that of a killed one expires';

      CREATE TABLE source_breaker (
        source_id text PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('CLOSED', 'OPEN', 'HALF_OPEN')),
        consecutive_failures int NOT NULL,
        opened_at timestamptz,
        probe_until timestamptz,
        version int NOT NULL
      );
      COMMENT ON TABLE source_breaker IS 'An open breaker lets one probe of all workers through';

      GRANT SELECT, INSERT, UPDATE ON source_quota, source_breaker TO hedui_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON source_slot TO hedui_app;
    `.execute(db);
  },
};
