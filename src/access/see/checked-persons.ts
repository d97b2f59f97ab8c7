import { getApplication } from '../../application/read.ts';
import type { EvidencePiece } from '../../evidence/piece.ts';
import { readEvidence } from '../../evidence/read-evidence.ts';
import { obligorIds } from '../../household/member.ts';
import type { HouseholdMember, HouseholdVersion } from '../../household/member.ts';
import { neededOfObligors } from '../../policy/obligor-sources.ts';
import { readHouseholdsOf } from '../../verification/households.ts';
import { findPack } from '../../verification/pack-of.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { asFarAsNeeded } from '../../verification/shown-of-obligors.ts';
import type { Verification } from '../../verification/verification.ts';
import { assertMay } from '../may.ts';
import { contradictionsAmong, partiesToContradictions } from '../contradictions-among.ts';
import type { SeenContradiction } from '../contradictions-among.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { answerFromEvidence } from '../source-answer.ts';
import type { SourceAnswer } from '../source-answer.ts';

/** Somebody about whom a check asked, with what became of it at each source. */
export type CheckedPerson = {
  readonly member: HouseholdMember;
  readonly answerOf: (sourceId: string) => SourceAnswer;
  /** Where the sources contradict each other about them. */
  readonly contradictions: () => readonly SeenContradiction[];
};

/**
 * The evidence of a check by person and source, in the form in which every department is seen anywhere else; an entry
 * for each person, naming all that was found about them. Of support obligors what their obligation needs.
 */
export async function seeCheckedPersons(
  reader: Reader,
  services: VerificationServices,
  verification: Verification,
): Promise<readonly CheckedPerson[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const evidence = await readEvidence(services.db, services.vault, verification.id);
  const household = (await readHouseholdsOf(services, services.db, [verification])).get(verification.id);
  const pieces = await shownOf(services, verification, household, evidence);
  const byPerson = Map.groupBy(pieces, ({ personId }) => personId);
  const members = (household?.members ?? []).filter(({ personId }) => byPerson.has(personId));
  await look(
    reader,
    members.map(({ personId }) => ({
      act: 'READ_EVIDENCE',
      applicationId: verification.applicationId,
      verificationId: verification.id,
      personId,
      fieldKinds: [
        'ANSWER_KIND',
        ...new Set(byPerson.get(personId)?.flatMap(({ facts }) => facts.map(({ type }) => type))),
      ],
      division: verification.division,
    })),
  );
  const parties = partiesToContradictions(services.sources);
  return members.map((member) => {
    const answerOf = (sourceId: string): SourceAnswer => {
      const source = services.sources.find(({ id }) => id === sourceId);
      if (source === undefined) throw new RangeError('an answer of no source');
      const own = byPerson.get(member.personId)?.filter((piece) => piece.sourceId === sourceId) ?? [];
      return answerFromEvidence(member, source, verification.id, own);
    };
    return {
      member,
      answerOf,
      contradictions: () =>
        contradictionsAmong(
          parties,
          parties.map(({ id }) => answerOf(id)),
        ),
    };
  });
}

/** The evidence as far as it may be shown: of support obligors what their obligation needs. */
async function shownOf(
  { db, packs, sources }: VerificationServices,
  { applicationId, packId }: Verification,
  household: HouseholdVersion | undefined,
  evidence: readonly EvidencePiece[],
): Promise<readonly EvidencePiece[]> {
  const obligors = household === undefined ? new Set() : obligorIds(household);
  if (!evidence.some(({ personId }) => obligors.has(personId))) return evidence;
  const { category } = await getApplication(db, applicationId);
  await packs.hold(db, [packId]);
  const needed = neededOfObligors(findPack(packs, packId), category);
  return evidence.map((piece) => {
    if (!obligors.has(piece.personId)) return piece;
    return asFarAsNeeded(needed, piece, sources.find(({ id }) => id === piece.sourceId)?.facts ?? []);
  });
}
