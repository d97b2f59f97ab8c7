import type { Database } from './database.ts';
import type { Problem } from './problem.ts';
import { isUniqueViolation } from './unique-violation.ts';

/**
 * Does what a caller may repeat under an idempotency key, in one transaction. Whoever holds the case first finds what the
 * other made; where the same key comes at the same moment for another case, the two did not meet on one row lock.
 *
 * @param keyTaken the refusal of whoever came second then
 */
export async function transactionUnderKey<Made>(
  db: Database,
  keyTaken: () => Problem,
  act: (trx: Database) => Promise<Made>,
): Promise<Made> {
  try {
    return await db.transaction().execute(act);
  } catch (thrown) {
    if (isUniqueViolation(thrown)) throw keyTaken();
    throw thrown;
  }
}
