import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A declared item may be left to the check 以核对为准. */
export const leftToTheCheckMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE declared_item
        DROP CONSTRAINT declared_item_kind_check,
        ADD CONSTRAINT declared_item_kind_check CHECK (kind IN
          ('INCOME', 'JOB_COST', 'RIGID_EXPENDITURE', 'HOME', 'VEHICLE', 'FINANCIAL_ASSET', 'BY_CHECK'));
    `.execute(db);
  },
};
