import { sqlStateOf } from './database-fault.ts';
import type { Database } from './database.ts';

/** PostgreSQL ended this transaction so that others could go on: deadlock_detected and serialization_failure. */
const CONTENTION: ReadonlySet<string> = new Set(['40P01', '40001']);
const TRIES = 5;
/** Longest first pause, ms; it doubles with each try. */
const FIRST_PAUSE_MS = 20;

/**
 * Runs `work` in a transaction, and runs it again as a whole when PostgreSQL ended the transaction as a deadlock or as a
 * serialisation failure.
 *
 * @param work may run several times: what it does outside of `trx` must bear that.
 * @param isolation that of the database unless given.
 * @returns what the run that was committed returned.
 * @throws Problem UNAVAILABLE when the fifth try fails as well; anything else that `work` throws, at once.
 */
export async function retriedTransaction<T>(
  db: Database,
  work: (trx: Database) => Promise<T>,
  isolation?: 'repeatable read',
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const transaction = db.transaction();
      return await (isolation === undefined ? transaction : transaction.setIsolationLevel(isolation)).execute(work);
    } catch (thrown) {
      if (attempt === TRIES || !CONTENTION.has(sqlStateOf(thrown) ?? '')) throw thrown;
    }
    await randomPause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
}

/** The length is random: two transactions that met would meet again after equal pauses. */
function randomPause(longestMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs));
}
