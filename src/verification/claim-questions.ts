import { sql } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { covers } from '../authorisation/covers.ts';
import type { Letter } from '../authorisation/letter.ts';
import { readLettersOf } from '../authorisation/letter-store.ts';
import { missingSignatures } from '../authorisation/missing-signatures.ts';
import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import type { Certificate } from '../identity/certificate.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { findPack } from './pack-of.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { NewProgress } from './progress-log.ts';
import type { PlannedSource, VerificationServices } from './services.ts';
import { lockVerificationsInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/** A question that is committed as asked and may leave now. */
export type ClaimedQuestion = {
  readonly questionId: string;
  readonly verificationId: string;
  readonly requestId: string;
  readonly institution: string | null;
  readonly certificate: Certificate;
  readonly name: string;
  readonly letterNumber: string;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  readonly dueAt: Date;
};

/** How long a worker holds a question without renewing; a killed worker's questions are free after it. */
export const CLAIM_MS = 5_000;

/** Why a bank question has not left yet: policy lets banks wait until every member who counts has signed. */
export const AWAITING_SIGNATURES = 'AWAITING_SIGNATURES';

export type ClaimScope = {
  readonly source: PlannedSource;
  /** Only this check's questions, or those of every check. */
  readonly verificationId: string | null;
  /** At most so many, as quota and file size allow. */
  readonly most: number;
};

export type Claim = {
  readonly questions: readonly ClaimedQuestion[];
  /** Checks whose questions were settled here because no letter covers them. */
  readonly touched: readonly string[];
};

type Candidate = Awaited<ReturnType<typeof selectCandidates>>[number];
type Case = { verification: Verification; letters: readonly Letter[]; household: HouseholdVersion };

/**
 * Takes questions that may be asked now. At this moment, in this transaction, each is held against the letters as
 * they stand: what no letter covers is settled as `NOT_AUTHORISED` and never leaves. What is covered is committed as
 * asked, with its letter and its entry in the log of looks, before the caller sends anything.
 *
 * A question whose earlier worker was killed is taken again, under the same request id.
 */
export async function claimQuestions(services: VerificationServices, actor: Actor, scope: ClaimScope): Promise<Claim> {
  const { db, clock } = services;
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const ids =
      scope.verificationId === null ? await checksWaitingFor(trx, scope.source.id, now) : [scope.verificationId];
    const verifications = (await lockVerificationsInTrx(trx, ids)).filter(({ state }) => state === 'ASKING');
    if (verifications.length === 0) return { questions: [], touched: [] };
    const candidates = await selectCandidates(trx, scope, verifications, now);
    if (candidates.length === 0) return { questions: [], touched: [] };
    const cases = await readCases(services, trx, verifications);
    const judged = candidates.flatMap((candidate) => {
      const of = cases.get(candidate.verification_id);
      return of === undefined ? [] : [judge(services, scope.source, candidate, of, now)];
    });
    const allowed = judged.flatMap((one) => (one.verdict === 'ASK' ? [one] : []));
    const refused = judged.flatMap((one) => (one.verdict === 'REFUSE' ? [one] : []));
    await commitWaiting(
      trx,
      judged.filter(({ verdict }) => verdict === 'WAIT'),
    );
    await commitAsked(trx, allowed, now);
    await commitRefused(services, trx, scope.source, refused, now);
    await logProgressInTrx(trx, now, [
      ...allowed.map(({ candidate }) => progressOf(candidate, 'ASKED')),
      ...refused.map(({ candidate }): NewProgress => ({
        ...progressOf(candidate, 'ANSWERED'),
        kind: 'NOT_AUTHORISED',
      })),
    ]);
    await recordLooksBy(
      trx,
      clock,
      [...allowed, ...refused].map((one) => ({
        actor: { ...actor, checkId: one.of.verification.checkId, division: one.of.verification.division },
        entry: {
          act: 'ASK_SOURCE',
          purpose: one.candidate.purpose,
          applicationId: one.of.verification.applicationId,
          verificationId: one.of.verification.id,
          personId: one.candidate.person_id,
          sourceId: one.candidate.source_id,
          ...(one.candidate.institution === '' ? {} : { institution: one.candidate.institution }),
          requestId: one.candidate.request_id,
          ...(one.verdict === 'ASK' ? { letterNumber: one.letter.letterNumber } : {}),
          fieldKinds: ['CERTIFICATE', 'NAME'],
          outcome: one.verdict === 'ASK' ? 'SENT' : `NOT_AUTHORISED_${one.reason}`,
          division: one.of.verification.division,
        },
      })),
    );
    return {
      questions: allowed.map(({ candidate, member, letter }) => ({
        questionId: candidate.id,
        verificationId: candidate.verification_id,
        requestId: candidate.request_id,
        institution: candidate.institution === '' ? null : candidate.institution,
        certificate: member.certificate,
        name: member.name,
        letterNumber: letter.letterNumber,
        purpose: candidate.purpose,
        baseDate: parseCalendarDate(candidate.base_date),
        dueAt: candidate.due_at,
      })),
      touched: [...new Set(refused.map(({ candidate }) => candidate.verification_id))],
    };
  });
}

async function checksWaitingFor(trx: Database, sourceId: string, now: Date): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('question')
    .select('verification_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .where('state', '<>', 'SETTLED')
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .where('sent_at', 'is', null)
    .limit(200)
    .execute();
  return rows.map((row) => row.verification_id);
}

function selectCandidates(trx: Database, scope: ClaimScope, verifications: readonly Verification[], now: Date) {
  return trx
    .selectFrom('question')
    .selectAll()
    .where(
      'verification_id',
      'in',
      verifications.map(({ id }) => id),
    )
    .where('source_id', '=', scope.source.id)
    .where('state', '<>', 'SETTLED')
    .where('due_at', '>', now)
    .where('sent_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy(sql`created_at, institution, id`)
    .limit(scope.most)
    .forUpdate()
    .execute();
}

async function readCases(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
): Promise<ReadonlyMap<string, Case>> {
  const letters = await readLettersOf(
    trx,
    verifications.map(({ applicationId }) => applicationId),
  );
  const households = await trx
    .selectFrom('application')
    .select(['id', 'household_id'])
    .where(
      'id',
      'in',
      verifications.map(({ applicationId }) => applicationId),
    )
    .execute();
  const householdOf = new Map(households.map((row) => [row.id, row.household_id]));
  const cases = new Map<string, Case>();
  for (const verification of verifications) {
    const householdId = householdOf.get(verification.applicationId);
    if (householdId === undefined) throw new Error('a verification without its application');
    cases.set(verification.id, {
      verification,
      letters: letters.get(verification.applicationId) ?? [],
      household: await readHouseholdVersion(trx, services.vault, householdId, verification.householdVersion),
    });
  }
  return cases;
}

function judge(services: VerificationServices, source: PlannedSource, candidate: Candidate, of: Case, now: Date) {
  const member = of.household.members.find(({ personId }) => personId === candidate.person_id);
  if (member === undefined) throw new Error('a question about somebody outside the household');
  const base = { candidate, of, member };
  const cover = covers(of.letters, {
    personId: candidate.person_id,
    sourceId: candidate.source_id,
    purpose: candidate.purpose,
    at: now,
    householdVersion: of.verification.householdVersion,
  });
  if (!cover.covered) return { ...base, verdict: 'REFUSE' as const, reason: cover.reason };
  const pack = findPack(services.packs, of.verification.packId);
  if (source.institutions.length > 0 && pack.rules.banksWaitForAllSignatures.value && unsigned(of, now)) {
    return { ...base, verdict: 'WAIT' as const };
  }
  return { ...base, verdict: 'ASK' as const, letter: cover.letter };
}

/** Whether a member who counts has not signed yet. */
function unsigned(of: Case, now: Date): boolean {
  const counting = new Set(
    of.household.members
      .filter((member) => countsInHousehold(member, of.verification.baseDate).counts)
      .map(({ personId }) => personId),
  );
  return missingSignatures(of.household, of.letters, now).some(({ personId }) => counting.has(personId));
}

async function commitWaiting(trx: Database, waiting: readonly { candidate: Candidate }[]): Promise<void> {
  const news = waiting.filter(({ candidate }) => candidate.last_fault !== AWAITING_SIGNATURES);
  if (news.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({ last_fault: AWAITING_SIGNATURES, version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      news.map(({ candidate }) => candidate.id),
    )
    .execute();
}

async function commitAsked(
  trx: Database,
  asked: readonly { candidate: Candidate; letter: Letter }[],
  now: Date,
): Promise<void> {
  if (asked.length === 0) return;
  const byLetter = Map.groupBy(asked, ({ letter }) => letter.id);
  for (const [letterId, group] of byLetter) {
    await trx
      .updateTable('question')
      .set((eb) => ({
        state: 'ASKED',
        asked_at: eb.fn.coalesce('asked_at', eb.val(now)),
        letter_id: letterId,
        claimed_until: new Date(now.getTime() + CLAIM_MS),
        last_fault: null,
        attempts: eb('attempts', '+', 1),
        version: eb('version', '+', 1),
      }))
      .where(
        'id',
        'in',
        group.map(({ candidate }) => candidate.id),
      )
      .execute();
  }
}

async function commitRefused(
  services: VerificationServices,
  trx: Database,
  source: PlannedSource,
  refused: readonly { candidate: Candidate; reason: string }[],
  now: Date,
): Promise<void> {
  for (const [reason, group] of Map.groupBy(refused, (one) => one.reason)) {
    await trx
      .updateTable('question')
      .set((eb) => ({ state: 'SETTLED', last_fault: reason, claimed_until: null, version: eb('version', '+', 1) }))
      .where(
        'id',
        'in',
        group.map(({ candidate }) => candidate.id),
      )
      .execute();
  }
  await storeAnswersInTrx(
    trx,
    services.vault,
    refused.map(({ candidate }) => ({
      questionId: candidate.id,
      kind: 'NOT_AUTHORISED',
      coverage: { territory: source.territory, period: { from: null, to: null } },
      dataDate: null,
      facts: [],
      raw: null,
      late: false,
      receivedAt: now,
      division: candidate.division,
    })),
  );
}

function progressOf(candidate: Candidate, event: NewProgress['event']): NewProgress {
  return {
    verificationId: candidate.verification_id,
    event,
    sourceId: candidate.source_id,
    institution: candidate.institution === '' ? null : candidate.institution,
    questionId: candidate.id,
  };
}
