import type { Actor } from '../audit/actor.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { readEvidenceOf } from '../evidence/read-evidence.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { amountsNeeded } from '../indicators/amounts-needed.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { lineTermsOn } from '../sources/terms.ts';
import { findChecksWithLines } from '../question/find.ts';
import type { NeverAskedReason } from '../question/reason.ts';
import { findStillOpen } from '../question/unsettled.ts';
import { BANKS } from './checks-to-weigh.ts';
import { readHouseholdsOf } from './households.ts';
import { findPack, holdPacks } from './pack-of.ts';
import { dueOf } from './plan.ts';
import type { PlannedQuestion } from './plan.ts';
import { logProgressInTrx } from './progress-log.ts';
import { reuseFreshInTrx } from './reuse-answers.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';
import { writeQuestionsInTrx } from './write-questions.ts';

/**
 * Writes the questions for amounts that the threshold makes necessary, before a report is issued: to the banks that
 * have answered only about the threshold, where those answers leave open on which side of it the household is. Each
 * question has its reason, is due within the one deadline of the verification, and is compared with the letters when
 * it is sent, like every other. A question that can no longer be asked is written as settled, so that the report
 * names it with the reason.
 *
 * In the caller's transaction, under the verifications' locks. A second run finds the questions and writes none.
 *
 * @returns the verifications that now wait for an amount.
 */
export async function askAmountsInTrx(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  checks: readonly Verification[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const concerned = await withLines(trx, checks);
  if (concerned.length === 0) return NOBODY;
  await holdPacks(services, trx, concerned);
  const ids = concerned.map(({ id }) => id);
  const households = await readHouseholdsOf(services, trx, concerned);
  const evidence = await readEvidenceOf(trx, services.vault, ids);
  const plans = concerned.flatMap((verification) => {
    const household = households.get(verification.id);
    const pieces = evidence.get(verification.id) ?? [];
    return household === undefined
      ? []
      : planAmounts(services, verification, household, pieces, at).map((plan) => ({ plan, verification }));
  });
  if (plans.length === 0) return NOBODY;
  await writeQuestionsInTrx(services, trx, plans, at);
  const asking = new Set(plans.flatMap(({ plan, verification }) => (plan.notAsked === null ? [verification] : [])));
  const planned = [...new Set(plans.map(({ verification }) => verification.id))];
  await logProgressInTrx(
    trx,
    at,
    planned.map((verificationId) => ({ verificationId, event: 'PLANNED', sourceId: BANKS })),
  );
  await reuseFreshInTrx(services, trx, actor, [...asking], at);
  return findStillOpen(
    trx,
    [...asking].map(({ id }) => id),
  );
}

const NOBODY: ReadonlySet<string> = new Set();

async function withLines(trx: Database, checks: readonly Verification[]): Promise<readonly Verification[]> {
  const ids = checks.flatMap(({ id, kind }) => (kind === 'CHECK' ? [id] : []));
  const asked = await findChecksWithLines(trx, ids);
  return checks.filter(({ id }) => asked.has(id));
}

function planAmounts(
  { sources, packs, calendar }: VerificationServices,
  verification: Verification,
  household: HouseholdVersion,
  evidence: readonly EvidencePiece[],
  now: Date,
): readonly PlannedQuestion[] {
  const source = sources.find(({ id }) => id === BANKS);
  if (source === undefined) return [];
  const pack = findPack(packs, verification.packId);
  const counted = household.members.filter((member) => countsInHousehold(member, verification.baseDate).counts);
  const due = dueOf(verification, source, pack, calendar, now);
  const mayWait = verification.state === 'ASKING' && verification.deadlineAt > now;
  const needed = amountsNeeded({ counted, evidence, sources, pack }).filter(({ sourceId }) => sourceId === source.id);
  return needed.map(({ personId, institution }) => {
    const terms = lineTermsOn(source.lineQuestions, institution, shanghaiDate(now));
    return {
      personId,
      sourceId: source.id,
      institution,
      lineFen: null,
      because: 'LINE_UNDECIDED' as const,
      territory: source.territory,
      ...due,
      notAsked: whyNotAsked(terms?.tellsAmount ?? true, mayWait),
    };
  });
}

function whyNotAsked(tellsAmount: boolean, mayWait: boolean): NeverAskedReason | null {
  if (!tellsAmount) return 'AMOUNT_NOT_TOLD';
  return mayWait ? null : 'NO_TIME_LEFT';
}
