import type { Acting } from '../audit/acting.ts';
import { standInLineInTrx } from '../question/ask.ts';
import { logProgressInTrx } from './progress-log.ts';

/** The questions of a check to one source stand in line: for the source's quota, or for its hours. */
export type Wait = {
  readonly verificationId: string;
  readonly sourceId: string;
  readonly wait: 'WAITING_QUOTA' | 'WAITING_WINDOW';
};

/**
 * Tells watchers of a wait.
 *
 * @param acting holds the check.
 * @returns whether anything changed; the same wait is told once.
 */
export async function tellWaitingInTrx(
  { trx, at }: Acting,
  { verificationId, sourceId, wait }: Wait,
): Promise<boolean> {
  const moved = await standInLineInTrx(trx, verificationId, sourceId, wait);
  if (moved) await logProgressInTrx(trx, at, [{ verificationId, event: wait, sourceId }]);
  return moved;
}
