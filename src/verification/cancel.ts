import type { Acting } from '../audit/acting.ts';
import { isFollowed } from '../question/followers.ts';
import { callOffInTrx } from '../question/settle.ts';
import { promiseInTrx, RELEASE_FOLLOWERS } from './check-queue.ts';
import { logProgressInTrx } from './progress-log.ts';
import { assertMove } from './state.ts';
import { lockVerificationInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/**
 * Ends a check before its report: the family withdrew, or it was requested by mistake. Nothing more is asked; an
 * answer that still comes is kept sealed and never read into facts. Questions of other checks that wait with its own are
 * let go, to be asked by themselves. Cancelling twice is the same as once.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION when the report has been issued.
 */
export async function cancelVerificationInTrx(acting: Acting, verificationId: string): Promise<Verification> {
  const { trx, at } = acting;
  const verification = await lockVerificationInTrx(trx, verificationId);
  acting.look({
    act: 'CANCEL_VERIFICATION',
    purpose: verification.purpose,
    applicationId: verification.applicationId,
    verificationId: verification.id,
    fieldKinds: [],
    outcome: verification.state === 'CANCELLED' ? 'REPEATED' : 'DONE',
    division: verification.division,
  });
  if (verification.state === 'CANCELLED') return verification;
  assertMove(verification.state, 'CANCELLED');
  const version = verification.version + 1;
  await trx
    .updateTable('verification')
    .set({ state: 'CANCELLED', settled_at: at, version })
    .where('id', '=', verification.id)
    .execute();
  await callOffInTrx(trx, verification.id);
  if (await isFollowed(trx, verification.id)) {
    await promiseInTrx(trx, RELEASE_FOLLOWERS, [verification.id], at);
  }
  await logProgressInTrx(trx, at, [{ verificationId: verification.id, event: 'CANCELLED' }]);
  return { ...verification, state: 'CANCELLED', settledAt: at, version };
}
