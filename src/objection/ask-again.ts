import type { Actor } from '../audit/actor.ts';
import { recordLook } from '../audit/look-log.ts';
import { coversNow } from '../authorisation/letter-store.ts';
import type { Database } from '../platform/database.ts';
import { writeLookupInTrx } from '../verification/request-lookup.ts';
import type { VerificationServices } from '../verification/services.ts';
import { getVerification } from '../verification/store.ts';
import { holdOpenObjectionInTrx, lookAtObjection } from './hold-objection.ts';
import { toObjection } from './objection.ts';
import type { Objection } from './objection.ts';
import { letterDoesNotCover, nobodyToAsk, stillAsking } from './refusals.ts';

/**
 * Asks the one source of an objection once more: one question under the letter, as of the same day, by the way of every
 * other question. Its answer stands for the earlier one where the objection is then settled as SOURCE_CORRECTED.
 *
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, CONFLICT (an indicator has no source, or the question put again is still
 *   under way), NO_LETTER where no letter covers the source for the review of an objection.
 */
export async function askAgain(services: VerificationServices, actor: Actor, objectionId: string): Promise<Objection> {
  const { db, vault, clock } = services;
  return db.transaction().execute(async (trx) => {
    const objection = await holdOpenObjectionInTrx(trx, vault, objectionId);
    const { applicationId, personId, sourceId, institution, askedAgain } = objection;
    if (personId === null || sourceId === null) throw nobodyToAsk();
    if (askedAgain !== null && (await isUnderWay(trx, askedAgain))) throw stillAsking();
    const sourceSince = services.sources.find(({ id }) => id === sourceId)?.since ?? null;
    const asking = { personId, sourceId, sourceSince, purpose: 'OBJECTION', at: clock.now() };
    if (!(await coversNow(trx, applicationId, asking)).covered) throw letterDoesNotCover();
    const { baseDate } = await getVerification(trx, objection.verificationId);
    const lookup = await writeLookupInTrx(services, trx, actor, {
      applicationId,
      purpose: 'OBJECTION',
      baseDate,
      answers: [{ personId, sourceId, institution }],
    });
    const row = await trx
      .updateTable('objection')
      .set((eb) => ({ asked_again: lookup.id, version: eb('version', '+', 1) }))
      .where('id', '=', objection.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const entry = { act: 'ASK_AGAIN', fieldKinds: ['OBJECTION'], outcome: 'DONE' } as const;
    await recordLook(trx, clock, actor, lookAtObjection(objection, entry));
    return toObjection(vault, row);
  });
}

/** Whether a lookup still waits: a second one would leave its answer behind. */
async function isUnderWay(trx: Database, lookupId: string): Promise<boolean> {
  const { state } = await trx
    .selectFrom('verification')
    .select('state')
    .where('id', '=', lookupId)
    .executeTakeFirstOrThrow();
  return state === 'REQUESTED' || state === 'ASKING';
}
