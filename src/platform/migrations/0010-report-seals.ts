import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every version of a report is signed, and keeps what it was made of. */
export const reportSealMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE answer
        ADD COLUMN facts_commitment bytea,
        ADD COLUMN facts_salt_cipher bytea,
        ADD CONSTRAINT answer_salt_of_a_commitment CHECK (facts_salt_cipher IS NULL OR facts_commitment IS NOT NULL);
      COMMENT ON COLUMN answer.facts_commitment IS
        'SHA-256 over 32 random bytes and the facts as they were read; kept when the facts and their salt are erased';

      CREATE TABLE report_seal (
        report_id uuid PRIMARY KEY REFERENCES report (id),
        head text NOT NULL,
        algorithm text NOT NULL CHECK (algorithm IN ('Ed25519', 'SM2')),
        key_id text NOT NULL,
        signature text NOT NULL,
        check_code text NOT NULL UNIQUE,
        basis_cipher bytea NOT NULL,
        sealed_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL
      );
      COMMENT ON TABLE report_seal IS 'The signature of a version, written with it; a version of before this table has none';
      COMMENT ON COLUMN report_seal.head IS
        'What is signed, as canonical JSON: digests of document and coverage, commitments to each piece of evidence';
      COMMENT ON COLUMN report_seal.check_code IS 'Printed with the version: who has it may ask whether it is genuine';
      COMMENT ON COLUMN report_seal.basis_cipher IS
        'Sealed: all that the version was made of but the facts, which stay with their answers';
      GRANT SELECT, INSERT ON report_seal TO hedui_app;
    `.execute(db);
  },
};
