import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Reviews and decisions are signed as they are made, like reports; those of before have no seal and say so. */
export const signedActsMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE report_review ADD COLUMN seal_cipher bytea;
      ALTER TABLE decision ADD COLUMN seal_cipher bytea;
      COMMENT ON COLUMN report_review.seal_cipher IS 'Sealed: digests of the parts of the review and the signature over them; null: made before reviews were signed';
      COMMENT ON COLUMN decision.seal_cipher IS 'Sealed: digests of the parts of the decision and its notice and the signature over them; null: made before decisions were signed';
    `.execute(db);
  },
};
