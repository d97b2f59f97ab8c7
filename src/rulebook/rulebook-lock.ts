import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/** Two who load at once stand in line, so that each checks its rules together with the other's. */
export async function lockRulebookInTrx(trx: Database): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('hedui rulebook'))`.execute(trx);
}
