import type { Application } from '../../application/application.ts';
import { readLetters } from '../../authorisation/letter-store.ts';
import type { Letter } from '../../authorisation/letter.ts';
import { assertMay } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** The letters of the case, without their scans; an entry for each signature. The caller has seen the application. */
export async function seeLetters(
  reader: Reader,
  application: Pick<Application, 'id' | 'division'>,
): Promise<readonly Letter[]> {
  assertMay(reader.principal, 'READ_CASE');
  const letters = await readLetters(reader.services.db, application.id);
  await leaveEntries(reader, application, letters);
  return letters;
}

async function leaveEntries(
  reader: Reader,
  { id: applicationId, division }: Pick<Application, 'id' | 'division'>,
  letters: readonly Letter[],
): Promise<void> {
  await look(
    reader,
    letters.flatMap(({ letterNumber, grants }) =>
      grants.map(({ personId }) => ({
        act: 'READ_LETTER' as const,
        applicationId,
        letterNumber,
        personId,
        fieldKinds: ['LETTER', 'GRANTS'],
        division,
      })),
    ),
  );
}
