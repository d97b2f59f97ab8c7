import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { endLetterInTrx } from '../authorisation/end-letter.ts';
import type { LetterEndReason } from '../authorisation/end-letter.ts';
import { Problem } from '../platform/problem.ts';
import type { VerificationServices } from '../verification/services.ts';
import { lapseItemsInTrx } from '../work-items/change-items.ts';
import { lawOf } from './case-law.ts';
import { readClockFacts } from './clock-facts.ts';
import type { ClockFacts } from './clock-rules.ts';
import type { IsContested } from './decide.ts';
import { contested } from './decision-refusals.ts';
import { clocksOf } from './due-clock.ts';

/**
 * Whether a letter may end because the check has failed: only with a final decision. The last decision refuses or stops
 * aid, its notice was delivered, the time to object has run out, and no objection is open.
 * Source: the printed clause of the letter (a failed check ends it), and the 2021 rule, Art 18.
 *
 * @param acting holds the case, so that no objection comes in between.
 * @returns why its letters end.
 * @throws Problem OBJECTION_OPEN, CONFLICT
 */
export async function assertFinalInTrx(
  services: VerificationServices,
  { trx, at }: Acting,
  application: Application,
  isContested: IsContested,
): Promise<LetterEndReason> {
  const facts = (await readClockFacts(trx, services.vault, [application])).get(application.id);
  const decision = facts?.decisions.at(-1);
  if (facts === undefined || (decision?.kind !== 'REFUSED' && decision?.kind !== 'STOPPED')) throw notFinal();
  if (await isContested(trx, application.id)) throw contested();
  if (!objectionTimeIsOver(services, application, facts, at)) throw timeToObject();
  return decision.kind === 'REFUSED' ? 'CHECK_FAILED' : 'ASSISTANCE_ENDED';
}

function objectionTimeIsOver(
  { packs, calendar }: VerificationServices,
  application: Application,
  facts: ClockFacts,
  now: Date,
): boolean {
  const clocks = clocksOf(facts, lawOf(packs, application, now), calendar, now);
  return clocks.some(({ term, state }) => term.kind === 'OBJECTION' && state === 'RUN_OUT');
}

/**
 * Ends a case whose refusal or stop is final, and every letter of it: nothing more is asked.
 *
 * @param acting holds the case.
 * @throws Problem as {@link assertFinalInTrx}; CONFLICT where the case is closed or withdrawn already.
 */
export async function closeCaseInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  isContested: IsContested,
): Promise<Application> {
  const { trx } = acting;
  const reason = await assertFinalInTrx(services, acting, application, isContested);
  if (application.state !== 'ACCEPTED') throw closedAlready();
  const version = application.version + 1;
  await trx.updateTable('application').set({ state: 'CLOSED', version }).where('id', '=', application.id).execute();
  const letters = await trx
    .selectFrom('letter')
    .select('id')
    .where('application_id', '=', application.id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id: letterId } of letters) await endLetterInTrx(acting, { letterId, reason });
  await lapseItemsInTrx(trx, { applicationId: application.id, by: acting.actor.subject, at: acting.at });
  acting.look({
    act: 'CLOSE_APPLICATION',
    purpose: CASE_HANDLING,
    applicationId: application.id,
    fieldKinds: ['CASE'],
    outcome: reason,
    division: application.division,
  });
  return { ...application, state: 'CLOSED', version };
}

function notFinal(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请没有不予确认同意或终止救助的最终决定；授权书和申请在此之前不能终止。',
    en: 'no final refusal or stop has been decided in this case; until then its letter and the case itself stand',
  });
}

function timeToObject(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '书面告知尚未送达，或提出异议的期限未满；期满且无异议后方可终止。',
    en: 'the notice has not been delivered, or the time to object has not run out; wait until it has',
  });
}

function closedAlready(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结。',
    en: 'the application is withdrawn or closed already',
  });
}
