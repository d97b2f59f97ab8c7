import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A check names the household that it is about, so that the database itself refuses one about a version of another
 * application's household.
 */
export const verificationHouseholdMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE application ADD CONSTRAINT application_household UNIQUE (id, household_id);
      ALTER TABLE verification ADD COLUMN household_id uuid;
      UPDATE verification SET household_id = application.household_id
        FROM application WHERE application.id = verification.application_id;
      ALTER TABLE verification
        ALTER COLUMN household_id SET NOT NULL,
        ADD FOREIGN KEY (application_id, household_id) REFERENCES application (id, household_id),
        ADD FOREIGN KEY (household_id, household_version) REFERENCES household_version (household_id, number);
      COMMENT ON COLUMN verification.household_id IS 'The household of the application, whose version was checked';
    `.execute(db);
  },
};
