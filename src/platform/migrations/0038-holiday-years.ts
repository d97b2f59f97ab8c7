import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The yearly notices of holidays that an office has loaded, beside those of the release. */
export const holidayYearsMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE holiday_year (
        year text PRIMARY KEY,
        sha256 text NOT NULL UNIQUE,
        content text NOT NULL,
        loaded_by text NOT NULL,
        confirmed_by text NOT NULL,
        loaded_at timestamptz NOT NULL,
        source_file text NOT NULL,
        CHECK (loaded_by <> confirmed_by),
        CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
      );
      COMMENT ON TABLE holiday_year IS 'Holidays of a year by the notice of the State Council, as the office loaded them; only added to';
      COMMENT ON COLUMN holiday_year.year IS 'Year of the notice';
      COMMENT ON COLUMN holiday_year.sha256 IS 'SHA-256 of the content, hex';
      COMMENT ON COLUMN holiday_year.content IS 'The notice as canonical JSON';
      COMMENT ON COLUMN holiday_year.loaded_by IS 'Subject of the person who loaded it';
      COMMENT ON COLUMN holiday_year.confirmed_by IS 'Subject of the second person';
      COMMENT ON COLUMN holiday_year.loaded_at IS 'When it was loaded';
      COMMENT ON COLUMN holiday_year.source_file IS 'Name of the file that it was read from';
      GRANT SELECT, INSERT ON holiday_year TO hedui_app;
    `.execute(db);
  },
};
