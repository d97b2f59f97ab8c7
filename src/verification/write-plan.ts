import type { Category } from '../application/application.ts';
import { readApplications } from '../application/read.ts';
import type { Acting } from '../audit/acting.ts';
import type { HouseholdVersion } from '../household/member.ts';
import type { Database } from '../platform/database.ts';
import { neededOfObligors } from '../policy/obligor-sources.ts';
import { readHouseholdsOf } from './households.ts';
import { findPack } from './pack-of.ts';
import { planQuestions } from './plan.ts';
import type { PlannedQuestion } from './plan.ts';
import { reuseFreshInTrx } from './reuse-answers.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { VerificationServices } from './services.ts';
import { assertMove } from './state.ts';
import type { Verification } from './verification.ts';
import { writeQuestionsInTrx } from './write-questions.ts';

/**
 * Writes the questions of checks, each with the request id that it keeps for ever. Safe to run again: a check that is
 * already planned is returned as it stands.
 *
 * @param held checks, which `acting` holds.
 * @returns the checks as they stand now.
 */
export async function planChecksInTrx(
  services: VerificationServices,
  { trx, actor, at }: Acting,
  held: readonly Verification[],
): Promise<readonly Verification[]> {
  // Another worker may have planned some of them meanwhile.
  const requested = held.filter(({ state }) => state === 'REQUESTED');
  if (requested.length === 0) return held;
  for (const { state } of requested) assertMove(state, 'ASKING');
  await writePlansInTrx(services, trx, requested, at);
  await reuseFreshInTrx(services, trx, actor, requested, at);
  await trx
    .updateTable('verification')
    .set((eb) => ({ state: 'ASKING', version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      requested.map(({ id }) => id),
    )
    .execute();
  return held.map((verification) =>
    verification.state === 'REQUESTED'
      ? { ...verification, state: 'ASKING', version: verification.version + 1 }
      : verification,
  );
}

/** Writes the questions of checks; of a lookup only those that are wanted. */
export async function writePlansInTrx(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
  at: Date,
  wanted: (question: PlannedQuestion) => boolean = () => true,
): Promise<void> {
  const { vault, calendar, sources, packs } = services;
  // Packs and holidays that were loaded since: the terms of the questions are counted by them.
  await packs.renew(trx);
  const households = await readHouseholdsOf(services, trx, verifications);
  const categories = await readCategories(trx, verifications, households);
  const plans = verifications.flatMap((verification) => {
    const household = households.get(verification.id);
    if (household === undefined) return [];
    const pack = findPack(packs, verification.packId);
    const ofObligors = Object.keys(neededOfObligors(pack, categories.get(verification.applicationId) ?? '') ?? {});
    const planned = planQuestions(verification, household, sources, pack, calendar, ofObligors).filter(wanted);
    return planned.map((plan) => ({ plan, verification }));
  });
  await writeQuestionsInTrx({ vault }, trx, plans, at);
  await logProgressInTrx(
    trx,
    at,
    verifications.map(({ id }) => ({ verificationId: id, event: 'PLANNED' })),
  );
}

/** The categories of the cases in which somebody outside the household owes support, by application. */
async function readCategories(
  trx: Database,
  verifications: readonly Verification[],
  households: ReadonlyMap<string, HouseholdVersion>,
): Promise<ReadonlyMap<string, Category>> {
  const concerned = verifications.filter(({ id }) =>
    households.get(id)?.members.some(({ role }) => role === 'OBLIGOR'),
  );
  const ids = [...new Set(concerned.map(({ applicationId }) => applicationId))];
  const applications = await readApplications(trx, ids);
  return new Map([...applications].map(([id, { category }]) => [id, category]));
}
