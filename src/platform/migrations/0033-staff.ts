import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Rows name people by the subject of their token; papers and pages are to show who that is. */
export const staffMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE staff (
        subject text PRIMARY KEY,
        name text NOT NULL,
        office text NOT NULL,
        roles text[] NOT NULL,
        division text NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        retention text NOT NULL
      );
      COMMENT ON TABLE staff IS 'People of the offices, as papers and pages show them; what they may do is in their tokens';
      COMMENT ON COLUMN staff.subject IS 'Subject of the token';
      COMMENT ON COLUMN staff.name IS 'As it is to be shown to colleagues and on papers';
      COMMENT ON COLUMN staff.office IS 'Name of the office';
      COMMENT ON COLUMN staff.roles IS 'Roles that the person is to hold, to be compared with the token';
      COMMENT ON COLUMN staff.division IS 'Place that the person serves';
      GRANT SELECT, INSERT, UPDATE ON staff TO hedui_app;
    `.execute(db);
  },
};
