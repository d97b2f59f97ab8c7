import { covers } from '../authorisation/covers.ts';
import type { UncoveredReason } from '../authorisation/covers.ts';
import type { Letter } from '../authorisation/letter.ts';
import { holdLettersInTrx, readLettersOf } from '../authorisation/letter-store.ts';
import { missingSignatures } from '../authorisation/missing-signatures.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import type { Database } from '../platform/database.ts';
import type { Question } from '../question/question.ts';
import { openHouseholdsOf } from './households.ts';
import { findPack, holdPacks } from './pack-of.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** A verification with the data that decide whether its questions may be sent. */
export type CheckAtHand = {
  readonly verification: Verification;
  readonly letters: readonly Letter[];
  readonly household: HouseholdVersion;
  /** Whether a relevant member has not signed yet; computed once for all questions of the verification. */
  readonly unsigned: (at: Date) => boolean;
};

/** The verdict on a candidate question at this moment. */
export type Judged = {
  readonly candidate: Question;
  readonly check: CheckAtHand;
  readonly member: HouseholdMember;
} & (
  | { readonly verdict: 'ASK'; readonly letter: Letter }
  /** No authorisation letter covers it: it is never sent. */
  | { readonly verdict: 'REFUSE'; readonly reason: UncoveredReason }
  /** A letter covers it, but policy makes it wait for the signatures of others. */
  | { readonly verdict: 'WAIT' }
);

/** A question that a letter covers and that may be sent now. */
export type Askable = Extract<Judged, { readonly verdict: 'ASK' }>;

/** The verifications whose data could be decrypted, and those whose data could not. */
export type ChecksAtHand = {
  readonly checks: ReadonlyMap<string, CheckAtHand>;
  readonly unreadable: ReadonlySet<string>;
};

/**
 * Reads the letters and households of verifications in this transaction, by verification. The letters stay locked
 * until it ends. A caller who ends a letter or withdraws therefore comes after this transaction, when the question
 * has been asked, or before it, and then the question is never sent. A household that cannot be decrypted stops only
 * its own verification.
 */
export async function readChecksAtHandInTrx(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
): Promise<ChecksAtHand> {
  await holdPacks(services, trx, verifications);
  const applicationIds = verifications.map(({ applicationId }) => applicationId);
  await holdLettersInTrx(trx, applicationIds);
  const letters = await readLettersOf(trx, applicationIds);
  const { households, unreadable } = await openHouseholdsOf(services, trx, verifications);
  const checks = verifications.flatMap((verification): [string, CheckAtHand][] => {
    const household = households.get(verification.id);
    if (household === undefined) return [];
    const held = { verification, letters: letters.get(verification.applicationId) ?? [], household };
    let known: boolean | null = null;
    return [[verification.id, { ...held, unsigned: (at) => (known ??= isUnsigned(held, at)) }]];
  });
  return { checks: new Map(checks), unreadable };
}

/** Compares one candidate with the letters of its case and the policy of its pack. */
export function judgeQuestion(
  services: VerificationServices,
  source: PlannedSource,
  candidate: Question,
  check: CheckAtHand,
  now: Date,
): Judged {
  const member = check.household.members.find(({ personId }) => personId === candidate.personId);
  if (member === undefined) throw new Error('a question about somebody outside the household');
  const base = { candidate, check, member };
  const cover = covers(check.letters, {
    personId: candidate.personId,
    sourceId: candidate.sourceId,
    sourceSince: source.since ?? null,
    purpose: candidate.purpose,
    at: now,
    householdVersion: check.verification.householdVersion,
  });
  if (!cover.covered) return { ...base, verdict: 'REFUSE', reason: cover.reason };
  const pack = findPack(services.packs, check.verification.packId);
  if (source.institutions.length > 0 && pack.rules.banksWaitForAllSignatures.value && check.unsigned(now)) {
    return { ...base, verdict: 'WAIT' };
  }
  return { ...base, verdict: 'ASK', letter: cover.letter };
}

function isUnsigned(check: Omit<CheckAtHand, 'unsigned'>, now: Date): boolean {
  const counting = new Set(
    check.household.members
      .filter((member) => countsInHousehold(member, check.verification.baseDate).counts)
      .map(({ personId }) => personId),
  );
  return missingSignatures(check.household, check.letters, now).some(({ personId }) => counting.has(personId));
}
