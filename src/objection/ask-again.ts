import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
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
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, CONFLICT (an indicator has no source, or the question put again is still
 *   under way), NO_LETTER where no letter covers the source for the review of an objection.
 */
export async function askAgainInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  objectionId: string,
): Promise<Objection> {
  const { vault } = services;
  const { trx, at } = acting;
  const objection = await holdOpenObjectionInTrx(trx, vault, objectionId);
  const { applicationId, personId, sourceId, institution, askedAgain } = objection;
  if (personId === null || sourceId === null) throw nobodyToAsk();
  if (askedAgain !== null && (await isUnderWay(trx, askedAgain))) throw stillAsking();
  const sourceSince = services.sources.find(({ id }) => id === sourceId)?.since ?? null;
  const asking = { personId, sourceId, sourceSince, purpose: 'OBJECTION', at };
  if (!(await coversNow(trx, applicationId, asking)).covered) throw letterDoesNotCover();
  const { baseDate } = await getVerification(trx, objection.verificationId);
  const lookup = await writeLookupInTrx(services, acting, application, {
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
  acting.look(lookAtObjection(objection, { act: 'ASK_AGAIN', fieldKinds: ['OBJECTION'], outcome: 'DONE' }));
  return toObjection(vault, row);
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
