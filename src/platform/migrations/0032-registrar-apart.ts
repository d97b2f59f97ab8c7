import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Whoever registers a case does not review its reports, unless the policy pack allows it. The rule holds for cases that
 * are registered from now on; in those from before the same person may still do both.
 */
export const registrarMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE application ADD COLUMN registrar_apart boolean NOT NULL DEFAULT false;
      ALTER TABLE application ALTER COLUMN registrar_apart DROP DEFAULT;
      COMMENT ON COLUMN application.registrar_apart IS 'Whoever registered the case reviews it only where its pack says so; false for cases from before the rule';
    `.execute(db);
  },
};
