import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import { promiseInTrx, RELEASE_FOLLOWERS } from './check-queue.ts';
import { logProgressInTrx } from './progress-log.ts';
import { CALLED_OFF } from './settle-questions.ts';
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
  await settleCalledOff(trx, verification.id);
  if (await isWaitedWith(trx, verification.id)) {
    await promiseInTrx(trx, RELEASE_FOLLOWERS, [verification.id], at);
  }
  await logProgressInTrx(trx, at, [{ verificationId: verification.id, event: 'CANCELLED' }]);
  return { ...verification, state: 'CANCELLED', settledAt: at, version };
}

/**
 * What has not left never will; what has left may still be answered, and is then kept sealed. What waited with another
 * check's question waits no longer, and was never sent.
 */
async function settleCalledOff(trx: Database, verificationId: string): Promise<void> {
  await trx
    .updateTable('question')
    .set((eb) => ({
      state: 'SETTLED',
      answered_as: null,
      shared: null,
      asked_at: eb.case().when('answered_as', 'is', null).then(eb.ref('asked_at')).end(),
      sent_at: eb.case().when('answered_as', 'is', null).then(eb.ref('sent_at')).end(),
      claimed_until: null,
      last_fault: CALLED_OFF,
      version: eb('version', '+', 1),
    }))
    .where('verification_id', '=', verificationId)
    .where('open', '=', true)
    .execute();
}

async function isWaitedWith(trx: Database, verificationId: string): Promise<boolean> {
  const follower = await trx
    .selectFrom('question as first')
    .innerJoin('question as q', 'q.answered_as', 'first.id')
    .select('q.id')
    .where('first.verification_id', '=', verificationId)
    .where('q.open', '=', true)
    .limit(1)
    .executeTakeFirst();
  return follower !== undefined;
}
