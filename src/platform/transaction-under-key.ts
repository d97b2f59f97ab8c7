import type { Database } from './database.ts';
import { Problem } from './problem.ts';
import { retriedTransaction } from './retried-transaction.ts';
import { isUniqueViolation } from './unique-violation.ts';

/** What is asked for under a key, as its refusal names it: 次复核, a review. */
export type Keyed = { readonly zh: string; readonly en: string };

/**
 * Does what a caller may repeat under an idempotency key, in one transaction. Whoever holds the case first finds what the
 * other made; where the same key comes at the same moment for another case, the two did not meet on one row lock, and
 * whoever came second is refused.
 */
export async function transactionUnderKey<Made>(
  db: Database,
  what: Keyed,
  act: (trx: Database) => Promise<Made>,
): Promise<Made> {
  try {
    return await retriedTransaction(db, act);
  } catch (thrown) {
    if (isUniqueViolation(thrown)) throw keyReused(what);
    throw thrown;
  }
}

/** The refusal of a key under which something else of its kind was asked for before. */
export function keyReused({ zh, en }: Keyed): Problem {
  return new Problem({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'idempotencyKey',
    zh: `该幂等键已用于另一${zh}；请换一个新键。`,
    en: `this idempotency key belongs to another ${en}; use a new one`,
  });
}
