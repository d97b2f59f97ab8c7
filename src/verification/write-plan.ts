import { getApplication } from '../application/read.ts';
import type { Database } from '../platform/database.ts';
import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { findPack } from './pack-of.ts';
import { planQuestions } from './plan.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { VerificationServices } from './services.ts';
import { assertMove } from './state.ts';
import { lockVerificationInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/**
 * Writes the questions of a check, each with the request id that it keeps for ever. Safe to run again: a check that
 * is already planned is returned as it stands.
 *
 * @throws Problem NOT_FOUND
 */
export async function ensurePlanned(services: VerificationServices, verificationId: string): Promise<Verification> {
  return services.db.transaction().execute(async (trx) => {
    const verification = await lockVerificationInTrx(trx, verificationId);
    if (verification.state !== 'REQUESTED') return verification;
    assertMove(verification.state, 'ASKING');
    await writePlan(services, trx, verification);
    await trx
      .updateTable('verification')
      .set({ state: 'ASKING', version: verification.version + 1 })
      .where('id', '=', verification.id)
      .execute();
    return { ...verification, state: 'ASKING', version: verification.version + 1 };
  });
}

async function writePlan(services: VerificationServices, trx: Database, verification: Verification): Promise<void> {
  const { vault, clock, calendar, sources, packs } = services;
  const application = await getApplication(trx, verification.applicationId);
  const household = await readHouseholdVersion(trx, vault, application.householdId, verification.householdVersion);
  const planned = planQuestions(verification, household, sources, findPack(packs, verification.packId), calendar);
  const now = clock.now();
  const questions = planned.map((plan) => {
    const id = crypto.randomUUID();
    return { plan, id, requestId: `HD${shanghaiDate(now).replaceAll('-', '')}${id.replaceAll('-', '')}` };
  });
  if (questions.length === 0) return;
  await trx
    .insertInto('question')
    .values(
      questions.map(({ plan, id, requestId }) => ({
        id,
        verification_id: verification.id,
        person_id: plan.personId,
        source_id: plan.sourceId,
        institution: plan.institution,
        purpose: verification.purpose,
        base_date: verification.baseDate,
        letter_id: null,
        request_id: requestId,
        state: plan.notAsked === null ? 'PLANNED' : 'SETTLED',
        due_at: plan.dueAt,
        due_provisional: plan.dueProvisional,
        asked_at: null,
        sent_at: null,
        claimed_until: null,
        attempts: 0,
        last_fault: plan.notAsked,
        version: 1,
        division: verification.division,
        retention: 'CASE_FILE',
        created_at: now,
      })),
    )
    .execute();
  await storeAnswersInTrx(
    trx,
    vault,
    questions
      .filter(({ plan }) => plan.notAsked !== null)
      .map(({ plan, id }) => ({
        questionId: id,
        kind: 'NOT_CONNECTED',
        coverage: { territory: plan.territory, period: { from: null, to: null } },
        dataDate: null,
        facts: [],
        raw: null,
        late: false,
        receivedAt: now,
        division: verification.division,
      })),
  );
  await logProgressInTrx(trx, now, [{ verificationId: verification.id, event: 'PLANNED' }]);
}
