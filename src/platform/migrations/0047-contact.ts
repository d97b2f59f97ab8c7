import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Nobody could be visited or called from the file: where a family lives, and how it is reached, in versions. */
export const contactMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE application_contact (
        application_id uuid NOT NULL REFERENCES application (id),
        number int NOT NULL CHECK (number >= 1),
        community text CHECK (community ~ '^[0-9]{12}$'),
        contact_cipher bytea NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        PRIMARY KEY (application_id, number)
      );
      CREATE INDEX application_contact_by_community ON application_contact (community, application_id);
      COMMENT ON TABLE application_contact IS 'Append-only: a change is the next number, the one before is kept';
      COMMENT ON COLUMN application_contact.community IS 'Village or community: a place like the division, in the clear';
      COMMENT ON COLUMN application_contact.contact_cipher IS 'Sealed: living address, telephones and whose they are, how the family is reached, whether the applicant reads';

      CREATE TABLE address_token (
        application_id uuid NOT NULL,
        number int NOT NULL,
        token bytea NOT NULL CHECK (length(token) = 16),
        division text NOT NULL,
        retention text NOT NULL,
        PRIMARY KEY (application_id, number, token),
        FOREIGN KEY (application_id, number) REFERENCES application_contact (application_id, number)
      );
      CREATE INDEX address_token_by_token ON address_token (token) INCLUDE (application_id, number);
      COMMENT ON TABLE address_token IS 'Append-only: keyed tokens by which cases are found by address; no row opens to an address';
      COMMENT ON COLUMN address_token.token IS 'HMAC-SHA-256, cut to 16 bytes, of a street, estate or village, alone or with a number';

      GRANT SELECT, INSERT ON application_contact, address_token TO hedui_app;
    `.execute(db);
  },
};
