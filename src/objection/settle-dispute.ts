import { z } from 'zod';
import { parseStatement } from '../application/plain-text.ts';
import type { Acting } from '../audit/acting.ts';
import type { LookEntry } from '../audit/look-log.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import type { DisputeOutcome } from '../contested/contest.ts';
import { disputeSettlement, proofOfLife } from '../contested/sealed.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { VerificationServices } from '../verification/services.ts';
import { toDispute } from './dispute.ts';
import type { Dispute } from './dispute.ts';
import { drawUpInTrx, reportedChecks } from './draw-up.ts';
import { checkProofs, listProofs, storeProofsInTrx } from './proofs.ts';
import { notADeath, notThere, proofNeeded, settledAlready } from './refusals.ts';
import { askToReviewDecisionInTrx } from './review-decision.ts';

/**
 * An open dispute, held until the caller's transaction ends.
 * @throws Problem NOT_FOUND; ALREADY_SETTLED
 */
export async function holdOpenDisputeInTrx(trx: Database, vault: FieldVault, id: string): Promise<Dispute> {
  const row = z.guid().safeParse(id).success
    ? await trx.selectFrom('identity_dispute').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    : undefined;
  if (row === undefined) throw notThere('disputeId');
  if (row.state !== 'OPEN') throw settledAlready('disputeId');
  return toDispute(vault, row);
}

/**
 * Records that an officer has seen a person who is recorded dead, with the proof. From this moment the entry of death
 * is set aside: a new version of each report is drawn up at once, whatever the departments take for their correction.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, CONFLICT (not a death), PROOF_NEEDED, INVALID_INPUT
 */
export async function confirmLifeInTrx(
  services: VerificationServices,
  acting: Acting,
  input: { readonly disputeId: string; readonly how: string; readonly proofs: readonly ScanInput[] },
): Promise<Dispute> {
  const { vault } = services;
  const { trx, at, actor } = acting;
  const how = parseStatement('how', input.how);
  const proofs = await checkProofs(input.proofs);
  if (proofs.length === 0) throw proofNeeded();
  const dispute = await holdOpenDisputeInTrx(trx, vault, input.disputeId);
  if (dispute.kind !== 'FALSE_DEATH') throw notADeath();
  const by = { subject: actor.subject, division: dispute.division, at };
  await storeProofsInTrx(trx, vault, { disputeId: dispute.id }, proofs, by);
  const row = await trx
    .updateTable('identity_dispute')
    .set((eb) => ({
      life_cipher: proofOfLife.seal(vault, dispute.id, { text: how }),
      life_confirmed_by: actor.subject,
      life_confirmed_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', dispute.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  for (const check of await reportedChecks(trx, dispute.applicationId)) await drawUpInTrx(services, acting, check);
  await askToReviewDecisionInTrx(services, acting, dispute.applicationId);
  acting.look(lookAtDispute(dispute, 'CONFIRM_LIFE', ['PROOF_OF_LIFE', 'PROOF']));
  return toDispute(vault, row);
}

/**
 * Settles a dispute: confirmed, its facts stay set aside; not confirmed, they count again. A new version of each report
 * says so. Of two who settle at once one wins.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, PROOF_NEEDED, INVALID_INPUT
 */
export async function settleDisputeInTrx(
  services: VerificationServices,
  acting: Acting,
  input: { readonly disputeId: string; readonly outcome: DisputeOutcome; readonly reason: string },
): Promise<Dispute> {
  const { vault } = services;
  const { trx, at, actor } = acting;
  const reason = parseStatement('reason', input.reason);
  const dispute = await holdOpenDisputeInTrx(trx, vault, input.disputeId);
  const isProved = (await listProofs(trx, { disputeId: dispute.id })).length > 0;
  if (input.outcome === 'CONFIRMED' && !isProved) throw proofNeeded();
  const row = await trx
    .updateTable('identity_dispute')
    .set((eb) => ({
      state: 'SETTLED' as const,
      outcome: input.outcome,
      settlement_cipher: disputeSettlement.seal(vault, dispute.id, { text: reason }),
      settled_by: actor.subject,
      settled_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', dispute.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  for (const check of await reportedChecks(trx, dispute.applicationId)) await drawUpInTrx(services, acting, check);
  if (input.outcome === 'CONFIRMED') await askToReviewDecisionInTrx(services, acting, dispute.applicationId);
  acting.look(lookAtDispute(dispute, 'SETTLE_DISPUTE', ['DISPUTE'], input.outcome));
  return toDispute(vault, row);
}

/** The audit entry of an act on a dispute. */
export function lookAtDispute(
  { applicationId, personId, division }: Dispute,
  act: LookEntry['act'],
  fieldKinds: readonly string[],
  outcome = 'DONE',
): LookEntry {
  return { act, purpose: 'OBJECTION', applicationId, personId, fieldKinds, outcome, division };
}
