import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A keyring with the right ids and other bytes starts, and fails at the first value that it is to open. */
export const keyProofMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE key_proof (
        kind text NOT NULL CHECK (kind IN ('SEAL', 'BLIND_INDEX', 'SIGN')),
        key_id text NOT NULL,
        proof bytea NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (kind, key_id)
      );
      COMMENT ON TABLE key_proof IS 'By which a start knows that its keyring is the one of this database';
      COMMENT ON COLUMN key_proof.kind IS 'What the key is for';
      COMMENT ON COLUMN key_proof.key_id IS 'Id in the keyring; empty for the key of the blind index, which has none';
      COMMENT ON COLUMN key_proof.proof IS 'A fixed text that the key has sealed, its keyed fingerprint, or the public key';
      GRANT SELECT, INSERT ON key_proof TO hedui_app;
    `.execute(db);
  },
};
