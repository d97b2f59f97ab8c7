import type { Application } from '../application/application.ts';
import { endingCell, ENDINGS } from '../application/ending.ts';
import type { EndReason } from '../application/ending.ts';
import { parseStatement } from '../application/plain-text.ts';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { endLetterInTrx } from '../authorisation/end-letter.ts';
import { readLetters } from '../authorisation/letter-store.ts';
import { missingSignatures } from '../authorisation/missing-signatures.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { Retention } from '../protection/retention.ts';
import { readAidInForce } from '../verification/aid-in-force.ts';
import { cancelVerificationInTrx } from '../verification/cancel.ts';
import type { VerificationServices } from '../verification/services.ts';
import { lapseItemsInTrx } from '../work-items/change-items.ts';
import type { IsContested } from './decide.ts';
import { contested } from './decision-refusals.ts';
import { readStepsOf } from './step-store.ts';

const RETENTION: Retention = 'CASE_FILE';

/** The end of a case without a decision, as it is handed in. */
export type Ending = {
  readonly applicationId: string;
  readonly reason: EndReason;
  /** The reason, in the officer's own words. */
  readonly why: string;
};

/**
 * Ends a case in which nothing is decided any more. Checks under way are called off: what was asked stays asked, and an
 * answer that still comes is never read. Every letter ends, work items lapse, and no clock of the procedure runs on. The
 * same end a second time is the same as once.
 *
 * @param acting holds the case.
 * @throws Problem CONFLICT (ended otherwise; aid in force, which a decision ends; the reason does not fit what is on
 *   record), OBJECTION_OPEN, INVALID_INPUT with field `why`
 */
export async function endCaseInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  { reason, why }: Ending,
  isContested: IsContested,
): Promise<Application> {
  const { trx, at, actor } = acting;
  const statement = parseStatement('why', why);
  const look = { act: ENDINGS[reason].act, purpose: CASE_HANDLING, applicationId: application.id } as const;
  if (application.state !== 'ACCEPTED') {
    if ((await readReason(trx, application.id)) !== reason) throw endedAlready();
    acting.look({ ...look, fieldKinds: ['CASE'], outcome: 'REPEATED', division: application.division });
    return application;
  }
  if ((await readAidInForce(trx, [application.id])).has(application.id)) throw aidInForce();
  if (await isContested(trx, application.id)) throw contested();
  await assertFits(services, acting, application, reason);
  const { state } = ENDINGS[reason];
  const version = application.version + 1;
  await trx.updateTable('application').set({ state, version }).where('id', '=', application.id).execute();
  await trx
    .insertInto('application_end')
    .values({
      application_id: application.id,
      reason,
      why_cipher: services.vault.seal(endingCell(application.id), statement),
      ended_by: actor.subject,
      ended_at: at,
      division: application.division,
      retention: RETENTION,
    })
    .execute();
  await stopAsking(acting, application);
  await lapseItemsInTrx(trx, { applicationId: application.id, by: actor.subject, at });
  acting.look({ ...look, fieldKinds: ['CASE'], outcome: reason, division: application.division });
  return { ...application, state, version };
}

/** Calls off every check under way and ends every letter, in the order in which acts take their locks. */
async function stopAsking(acting: Acting, { id }: Application): Promise<void> {
  const { trx } = acting;
  const checks = await trx
    .selectFrom('verification')
    .select('id')
    .where('application_id', '=', id)
    .where('state', 'in', ['REQUESTED', 'ASKING'])
    .orderBy('id')
    .execute();
  for (const check of checks) await cancelVerificationInTrx(acting, check.id);
  const letters = await trx
    .selectFrom('letter')
    .select('id')
    .where('application_id', '=', id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const letter of letters) await endLetterInTrx(acting, { letterId: letter.id, reason: 'CASE_ENDED' });
}

/** Whether what is on record bears the reason out. */
async function assertFits(
  { vault }: VerificationServices,
  { trx, at }: Acting,
  application: Application,
  reason: EndReason,
): Promise<void> {
  switch (reason) {
    case 'WITHDRAWN':
    case 'MOVED_AWAY':
      return;
    case 'DIED':
      if (await hasStep(trx, application.id, 'MEMBER_DIED')) return;
      throw unfit('须先登记步骤“家庭成员死亡”', 'record the step that a member died first');
    case 'MISTAKE': {
      const decided = await trx
        .selectFrom('decision')
        .select('id')
        .where('application_id', '=', application.id)
        .executeTakeFirst();
      if (decided === undefined) return;
      throw unfit('已作出决定的申请不是误登记', 'something was decided in this case: it is no mistake');
    }
    case 'REFUSED_TO_SIGN': {
      const household = await readHouseholdVersion(trx, vault, application.householdId, application.householdVersion);
      const missing = missingSignatures(household, await readLetters(trx, application.id), at);
      if (!missing.some(({ role }) => role === 'MEMBER')) {
        throw unfit('全体家庭成员均已签署授权书', 'every member has signed');
      }
      if (await hasStep(trx, application.id, 'MATERIALS_MISSING')) return;
      throw unfit('须先登记步骤“一次性告知补正材料”', 'record first that the family was told what is missing');
    }
  }
}

async function hasStep(trx: Database, applicationId: string, kind: 'MEMBER_DIED' | 'MATERIALS_MISSING') {
  const steps = (await readStepsOf(trx, [applicationId])).get(applicationId) ?? [];
  return steps.some((step) => step.kind === kind);
}

async function readReason(trx: Database, applicationId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('application_end')
    .select('reason')
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  return row?.reason;
}

function endedAlready(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结。',
    en: 'the application is withdrawn or closed already',
  });
}

function aidInForce(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该家庭正在享受救助；请以终止救助的决定办结，不能直接结束申请。',
    en: 'the household is given aid now: stop it by a decision; the case cannot simply be ended',
  });
}

function unfit(zh: string, en: string): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'reason',
    zh: `结束原因与登记情况不符：${zh}。`,
    en: `the reason does not fit what is on record: ${en}`,
  });
}
