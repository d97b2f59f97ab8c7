import { parseStatement } from '../application/plain-text.ts';
import type { Acting } from '../audit/acting.ts';
import type { ObjectionOutcome } from '../contested/contest.ts';
import { factKey } from '../contested/fact-key.ts';
import { readEvidenceBehind, setsAside } from '../contested/read-contests.ts';
import { objectionSettlement } from '../contested/sealed.ts';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { Database } from '../platform/database.ts';
import type { VerificationServices } from '../verification/services.ts';
import { drawUpInTrx } from './draw-up.ts';
import { holdOpenObjectionInTrx, lookAtObjection } from './hold-objection.ts';
import { toObjection } from './objection.ts';
import type { Objection } from './objection.ts';
import { listProofs } from './proofs.ts';
import { answeredTheSame, factsNeeded, noSuchRow, notAnsweredAgain, proofNeeded } from './refusals.ts';
import { askToReviewDecisionInTrx } from './review-decision.ts';

/** How an objection is to end. */
export type SettleObjection = {
  readonly objectionId: string;
  readonly outcome: ObjectionOutcome;
  readonly reason: string;
  /** Facts that are set aside; unless given, all that the objection touches. */
  readonly facts?: readonly string[];
};

/**
 * Settles an objection, and draws up the version in which it ended. Of two who settle at once one wins, and the other is
 * told so.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, PROOF_NEEDED (what sets facts aside rests on a proof or on the source's new
 *   answer), CONFLICT (the source has not answered again, or says the same), INVALID_INPUT.
 */
export async function settleObjectionInTrx(
  services: VerificationServices,
  acting: Acting,
  input: SettleObjection,
): Promise<Objection> {
  const { vault } = services;
  const { trx, at, actor } = acting;
  const reason = parseStatement('reason', input.reason);
  const objection = await holdOpenObjectionInTrx(trx, vault, input.objectionId);
  const { id, verificationId } = objection;
  const keys = setsAside(input.outcome) ? await keysSetAside(services, trx, objection, input) : objection.keys;
  await trx
    .updateTable('objection')
    .set((eb) => ({
      state: 'SETTLED' as const,
      outcome: input.outcome,
      settlement_cipher: objectionSettlement.seal(vault, id, { reason, keys }),
      settled_by: actor.subject,
      settled_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
  const reportId = await drawUpInTrx(services, acting, verificationId);
  const row = await trx
    .updateTable('objection')
    .set({ settled_report_id: reportId })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (setsAside(input.outcome)) await askToReviewDecisionInTrx(services, acting, objection.applicationId);
  acting.look(
    lookAtObjection(objection, { act: 'SETTLE_OBJECTION', fieldKinds: ['OBJECTION'], outcome: input.outcome }),
  );
  return toObjection(vault, row);
}

/** The facts that are set aside, once it is clear on what that rests. */
async function keysSetAside(
  { vault }: VerificationServices,
  trx: Database,
  objection: Objection,
  { outcome, facts }: SettleObjection,
): Promise<readonly string[]> {
  const keys = facts ?? objection.keys;
  if (keys.length === 0) throw factsNeeded();
  const evidence = await readEvidenceBehind(trx, vault, {
    id: objection.verificationId,
    applicationId: objection.applicationId,
  });
  const known = new Set(evidence.flatMap((piece) => piece.facts.map((fact) => factKey(piece, fact))));
  if (!keys.every((key) => known.has(key))) throw noSuchRow('facts');
  if (outcome === 'SOURCE_CORRECTED' && objection.askedAgain !== null) {
    await assertCorrected(vault, trx, objection.askedAgain, keys);
  } else if ((await listProofs(trx, { objectionId: objection.id })).length === 0) throw proofNeeded();
  return keys;
}

/** The source has answered the question put again, and no longer says so. */
async function assertCorrected(
  vault: VerificationServices['vault'],
  trx: Database,
  lookupId: string,
  keys: readonly string[],
): Promise<void> {
  const again = await readEvidence(trx, vault, lookupId);
  const isAnswered = again.length > 0 && again.every(({ kind }) => kind !== null && CONCLUSIVE_KINDS.has(kind));
  if (!isAnswered) throw notAnsweredAgain();
  const said = new Set(again.flatMap((piece) => piece.facts.map((fact) => factKey(piece, fact))));
  if (keys.some((key) => said.has(key))) throw answeredTheSame();
}
