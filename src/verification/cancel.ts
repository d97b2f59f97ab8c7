import type { Actor } from '../audit/actor.ts';
import { recordLook } from '../audit/look-log.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { VerificationServices } from './services.ts';
import { assertMove } from './state.ts';
import { lockVerificationInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/**
 * Ends a check before its report: the family withdrew, or it was requested by mistake. Nothing more is asked; an
 * answer that still comes is kept sealed and never read into facts. Cancelling twice is the same as once.
 *
 * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION when the report has been issued.
 */
export async function cancelVerification(
  services: VerificationServices,
  actor: Actor,
  verificationId: string,
): Promise<Verification> {
  const { db, clock } = services;
  return db.transaction().execute(async (trx) => {
    const verification = await lockVerificationInTrx(trx, verificationId);
    if (verification.state === 'CANCELLED') return verification;
    assertMove(verification.state, 'CANCELLED');
    const now = clock.now();
    const version = verification.version + 1;
    await trx
      .updateTable('verification')
      .set({ state: 'CANCELLED', settled_at: now, version })
      .where('id', '=', verification.id)
      .execute();
    // What has not left never will; what has left may still be answered, and is then kept sealed.
    await trx
      .updateTable('question')
      .set((eb) => ({ state: 'SETTLED', claimed_until: null, last_fault: 'CANCELLED', version: eb('version', '+', 1) }))
      .where('verification_id', '=', verification.id)
      .where('state', '<>', 'SETTLED')
      .execute();
    await logProgressInTrx(trx, now, [{ verificationId: verification.id, event: 'CANCELLED' }]);
    await recordLook(trx, clock, actor, {
      act: 'CANCEL_VERIFICATION',
      purpose: verification.purpose,
      applicationId: verification.applicationId,
      verificationId: verification.id,
      fieldKinds: [],
      outcome: 'DONE',
      division: verification.division,
    });
    return { ...verification, state: 'CANCELLED', settledAt: now, version };
  });
}
