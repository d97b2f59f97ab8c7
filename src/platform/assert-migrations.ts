import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * Compares the list of migrations in the database with that of this program. A migration that only a newer program
 * knows is no fault: during an upgrade both run.
 *
 * @throws Error naming the migrations that the database lacks, also when the list cannot be read.
 */
export async function assertMigrations(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  const missing = Object.keys(MIGRATIONS).filter((name) => !done.has(name));
  if (missing.length > 0) throw new Error(`migrations missing: ${missing.join(', ')}`);
}
