import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Runs `work` unless another process runs work of this name. Nothing is written by it: the transaction only keeps the
 * lock, which goes with the transaction, and so with a process that is killed.
 *
 * @returns whether it ran.
 */
export function whileAlone(db: Database, name: string, work: () => Promise<unknown>): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtext(${name})) AS mine`.execute(trx);
    if (rows[0]?.mine !== true) return false;
    await work();
    return true;
  });
}
