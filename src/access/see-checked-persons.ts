import { readEvidence } from '../evidence/read-evidence.ts';
import type { HouseholdMember } from '../household/member.ts';
import { readHouseholdsOf } from '../verification/households.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Verification } from '../verification/verification.ts';
import { assertMay } from './may.ts';
import { contradictionsAmong, partiesToContradictions } from './contradictions-among.ts';
import type { SeenContradiction } from './contradictions-among.ts';
import { look } from './reader.ts';
import type { Reader } from './reader.ts';
import { answerFromEvidence } from './source-answer.ts';
import type { SourceAnswer } from './source-answer.ts';

/** Somebody about whom a check asked, with what became of it at each source. */
export type CheckedPerson = {
  readonly member: HouseholdMember;
  readonly answerOf: (sourceId: string) => SourceAnswer;
  /** Where the sources contradict each other about them. */
  readonly contradictions: () => readonly SeenContradiction[];
};

/**
 * The evidence of a check by person and source, in the form in which every department is seen anywhere else; an entry
 * for each person, naming all that was found about them.
 */
export async function seeCheckedPersons(
  reader: Reader,
  services: VerificationServices,
  verification: Verification,
): Promise<readonly CheckedPerson[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const pieces = await readEvidence(services.db, services.vault, verification.id);
  const household = (await readHouseholdsOf(services, services.db, [verification])).get(verification.id);
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
