import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { standInLineInTrx } from '../question/ask.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lockVerificationInTrx } from './store.ts';

/**
 * Tells watchers that questions of a check stand in line: for the source's quota, or for its hours.
 *
 * @returns whether anything changed; the same wait is told once.
 */
export async function tellWaiting(
  db: Database,
  clock: Clock,
  verificationId: string,
  sourceId: string,
  wait: 'WAITING_QUOTA' | 'WAITING_WINDOW',
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockVerificationInTrx(trx, verificationId);
    const moved = await standInLineInTrx(trx, verificationId, sourceId, wait);
    if (moved) await logProgressInTrx(trx, clock.now(), [{ verificationId, event: wait, sourceId }]);
    return moved;
  });
}
