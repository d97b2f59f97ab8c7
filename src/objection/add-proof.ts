import type { Acting } from '../audit/acting.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Dispute } from './dispute.ts';
import { holdOpenObjectionInTrx, lookAtObjection } from './hold-objection.ts';
import type { Objection } from './objection.ts';
import { checkProofs, storeProofsInTrx } from './proofs.ts';
import type { CheckedProof } from './proofs.ts';
import { proofNeeded } from './refusals.ts';
import { holdOpenDisputeInTrx, lookAtDispute } from './settle-dispute.ts';

/**
 * Adds proofs to an objection that is still open.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, PROOF_NEEDED (none given), INVALID_INPUT
 */
export async function addObjectionProofInTrx(
  { vault }: { readonly vault: FieldVault },
  acting: Acting,
  { objectionId, proofs }: { readonly objectionId: string; readonly proofs: readonly ScanInput[] },
): Promise<Objection> {
  const papers = await atLeastOne(proofs);
  const { trx, at, actor } = acting;
  const objection = await holdOpenObjectionInTrx(trx, vault, objectionId);
  const by = { subject: actor.subject, division: objection.division, at };
  await storeProofsInTrx(trx, vault, { objectionId }, papers, by);
  acting.look(lookAtObjection(objection, { act: 'ADD_PROOF', fieldKinds: ['PROOF'], outcome: 'DONE' }));
  return objection;
}

/** {@link addObjectionProofInTrx} of a dispute. */
export async function addDisputeProofInTrx(
  { vault }: { readonly vault: FieldVault },
  acting: Acting,
  { disputeId, proofs }: { readonly disputeId: string; readonly proofs: readonly ScanInput[] },
): Promise<Dispute> {
  const papers = await atLeastOne(proofs);
  const { trx, at, actor } = acting;
  const dispute = await holdOpenDisputeInTrx(trx, vault, disputeId);
  const by = { subject: actor.subject, division: dispute.division, at };
  await storeProofsInTrx(trx, vault, { disputeId }, papers, by);
  acting.look(lookAtDispute(dispute, 'ADD_PROOF', ['PROOF']));
  return dispute;
}

async function atLeastOne(proofs: readonly ScanInput[]): Promise<readonly CheckedProof[]> {
  const checked = await checkProofs(proofs);
  if (checked.length === 0) throw proofNeeded();
  return checked;
}
