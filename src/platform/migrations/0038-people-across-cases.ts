import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who stands in another open case is looked for by person. */
export const peopleAcrossCasesMigration: Migration = {
  async up(db) {
    await sql`
      CREATE INDEX household_member_by_person ON household_member (person_id);
      CREATE INDEX application_by_household ON application (household_id);
    `.execute(db);
  },
};
