import { explainStored } from '../../explanation/stored-explanation.ts';
import type { Explanation } from '../../explanation/explanation.ts';
import type { VerificationServices } from '../../verification/services.ts';
import type { Verification } from '../../verification/verification.ts';
import { assertMay } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/**
 * Explanations of the newest reviewed version for adults of the household; an audit entry for each person in them.
 * The caller has seen the verification, and hands each explanation to its reader.
 *
 * @throws Problem FORBIDDEN, CONFLICT, REPORT_NOT_REVIEWED, NOT_FOUND with field `personId`
 */
export async function seeExplanations(
  reader: Reader,
  services: VerificationServices,
  verification: Verification,
  personId: string | null,
): Promise<readonly Explanation[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const told = await explainStored(services, verification, personId);
  const { id: verificationId, applicationId, division } = verification;
  const people = [...new Set(told.flatMap(({ about }) => about))];
  await look(
    reader,
    people.map((one) => ({
      act: 'READ_EXPLANATION' as const,
      applicationId,
      verificationId,
      personId: one,
      fieldKinds: ['EXPLANATION', 'FACTS'],
      division,
    })),
  );
  return told.map(({ explanation }) => explanation);
}
