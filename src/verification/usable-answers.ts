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

/** The case on whose behalf stored answers are looked at. */
export type LookingCase = {
  readonly application: Pick<Application, 'id' | 'category'>;
  readonly household: HouseholdVersion;
  readonly letters: readonly Letter[];
  readonly purpose: string;
};

/** A stored answer that a case may see, and the check or lookup in which it was asked. */
export type UsableAnswer = {
  readonly piece: EvidencePiece;
  readonly askedIn: Verification;
  /** The instant of which it speaks: when it was given, or the end of the day of which its source was asked. */
  readonly asOf: Date;
  /** The letter by which this case may see what another case asked; `null` for its own. */
  readonly letter: Letter | null;
};

/**
 * What sources have answered about people of a case, as far as the case may see it, the newest first: what was asked
 * for this very case, and what was asked for another where its source's terms of re-use allow it still, a letter of this
 * case covers the same question now and both know the person under the same name. An answer is about a number and a name,
 * never about a number alone. Of a support obligor a case sees what it asked about them as such, and of that what their
 * obligation needs: what they own or draw beside is no affair of the household whom they support.
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
