import type { Application } from '../application/application.ts';
import { covers } from '../authorisation/covers.ts';
import type { Letter } from '../authorisation/letter.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { readAnswersAbout } from '../evidence/read-evidence.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { addDays, startOfDay } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { neededOfObligors } from '../policy/obligor-sources.ts';
import { readHouseholdsOf } from './households.ts';
import { knowsAs } from './identical-questions.ts';
import { findPack, holdPacks } from './pack-of.ts';
import { servesAgain } from './serves-again.ts';
import { asFarAsNeeded } from './shown-of-obligors.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';
import type { Verification } from './verification.ts';

/** The case for which stored answers are read. */
export type LookingCase = {
  readonly application: Pick<Application, 'id' | 'category'>;
  readonly household: HouseholdVersion;
  readonly letters: readonly Letter[];
  readonly purpose: string;
};

/** A stored answer that a case may see, and the verification or lookup in which it was asked. */
export type UsableAnswer = {
  readonly piece: EvidencePiece;
  readonly askedIn: Verification;
  /** The instant that the answer is about: when it was given, or the end of the day that the question was about. */
  readonly asOf: Date;
  /** The letter that allows this case to see an answer to another case; `null` for the case's own answers. */
  readonly letter: Letter | null;
};

/**
 * The sources' answers about people of a case that the case may see, the newest first: answers to this case, and
 * answers to another case where the source's terms of reuse still allow it, a letter of this case now covers the
 * same question and both cases know the person under the same name. An answer is about a number together with a
 * name. About a support obligor a case sees only its own questions about them as obligor, and only facts that the
 * obligation needs: their other property and income are not the concern of the household.
 */
export async function usableAnswers(
  services: VerificationServices,
  db: Database,
  looking: LookingCase,
  personIds: readonly string[],
  sourceIds: readonly string[],
): Promise<readonly UsableAnswer[]> {
  const stored = await readAnswersAbout(db, services.vault, personIds, sourceIds);
  if (stored.length === 0) return [];
  const asked = await readVerifications(db, [...new Set(stored.map(({ verificationId }) => verificationId))]);
  await holdPacks(services, db, asked);
  const households = await readHouseholdsOf(services, db, asked);
  const byId = new Map(asked.map((verification) => [verification.id, verification]));
  const now = services.clock.now();
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const usable = stored.flatMap(({ piece, verificationId }): UsableAnswer[] => {
    const askedIn = byId.get(verificationId);
    const member = looking.household.members.find(({ personId }) => personId === piece.personId);
    if (askedIn === undefined || member === undefined || !knowsAs(households.get(verificationId), member)) return [];
    const asOf = instantOf(piece, askedIn);
    const isOwn = askedIn.applicationId === looking.application.id;
    if (member.role === 'OBLIGOR' && !(isOwn && isObligorIn(households.get(verificationId), member))) return [];
    const source = sources.get(piece.sourceId);
    if (member.role === 'OBLIGOR') {
      const needed = neededOfObligors(findPack(services.packs, askedIn.packId), looking.application.category);
      return [{ piece: asFarAsNeeded(needed, piece, source?.facts ?? []), askedIn, asOf, letter: null }];
    }
    if (isOwn) return [{ piece, askedIn, asOf, letter: null }];
    if (source === undefined || !servesAgain(source, looking.purpose, asOf, now)) return [];
    const cover = covers(looking.letters, {
      personId: piece.personId,
      sourceId: piece.sourceId,
      sourceSince: source.since ?? null,
      purpose: looking.purpose,
      at: now,
      householdVersion: looking.household.number,
    });
    return cover.covered ? [{ piece, askedIn, asOf, letter: cover.letter }] : [];
  });
  return usable.toSorted((a, b) => b.asOf.getTime() - a.asOf.getTime());
}

/** An answer of today about the state of last month is a month old. */
function instantOf({ answeredAt }: EvidencePiece, { baseDate }: Verification): Date {
  const endOfDay = startOfDay(addDays(baseDate, 1));
  return answeredAt !== null && answeredAt < endOfDay ? answeredAt : endOfDay;
}

function isObligorIn(household: HouseholdVersion | undefined, { personId }: HouseholdMember): boolean {
  return household?.members.some((one) => one.personId === personId && one.role === 'OBLIGOR') ?? false;
}
