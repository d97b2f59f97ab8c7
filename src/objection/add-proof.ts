import type { Actor } from '../audit/actor.ts';
import { recordLook } from '../audit/look-log.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import type { Database } from '../platform/database.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Dispute } from './dispute.ts';
import { holdOpenObjectionInTrx, lookAtObjection } from './hold-objection.ts';
import type { Objection } from './objection.ts';
import { checkProofs, storeProofsInTrx } from './proofs.ts';
import type { CheckedProof, Contested } from './proofs.ts';
import { proofNeeded } from './refusals.ts';
import { holdOpenDisputeInTrx, lookAtDispute } from './settle-dispute.ts';

/**
 * Adds proofs to what is still open.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, PROOF_NEEDED (none given), INVALID_INPUT
 */
export async function addProof(
  services: VerificationServices,
  actor: Actor,
  contested: Contested,
  papers: readonly ScanInput[],
): Promise<Objection | Dispute> {
  const proofs = checkProofs(papers);
  if (proofs.length === 0) throw proofNeeded();
  return services.db.transaction().execute(async (trx) => {
    const entry = { act: 'ADD_PROOF', fieldKinds: ['PROOF'], outcome: 'DONE' } as const;
    if ('objectionId' in contested) {
      const objection = await holdOpenObjectionInTrx(trx, services.vault, contested.objectionId);
      await keep(services, trx, actor, contested, proofs, objection.division);
      await recordLook(trx, services.clock, actor, lookAtObjection(objection, entry));
      return objection;
    }
    const dispute = await holdOpenDisputeInTrx(trx, services.vault, contested.disputeId);
    await keep(services, trx, actor, contested, proofs, dispute.division);
    await recordLook(trx, services.clock, actor, lookAtDispute(dispute, 'ADD_PROOF', ['PROOF']));
    return dispute;
  });
}

function keep(
  { vault, clock }: VerificationServices,
  trx: Database,
  { subject }: Actor,
  contested: Contested,
  proofs: readonly CheckedProof[],
  division: string,
): Promise<void> {
  return storeProofsInTrx(trx, vault, contested, proofs, { subject, division, at: clock.now() });
}
