import type { Application } from '../../application/application.ts';
import type { LookAct } from '../../audit/look-log.ts';
import { readLetters } from '../../authorisation/letter-store.ts';
import type { Letter } from '../../authorisation/letter.ts';
import { Problem } from '../../platform/problem.ts';
import { assertMay, serves } from '../may.ts';
import type { Act } from '../may.ts';
import { look, lookRefused, notFound, realIds } from '../reader.ts';
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

/** Where a letter belongs. */
export type OwnLetter = { readonly id: string; readonly applicationId: string; readonly division: string };

/**
 * The letter that a caller is about to act on; the act itself leaves the entry. An attempt from outside its place is
 * left in the log and refused as if there were nothing.
 *
 * @throws Problem FORBIDDEN; NOT_FOUND with field `letterId`
 */
export async function assertOwnLetter(reader: Reader, act: Act & LookAct, id: string): Promise<OwnLetter> {
  assertMay(reader.principal, act);
  const [wanted] = realIds([id]);
  const row =
    wanted === undefined
      ? undefined
      : await reader.services.db
          .selectFrom('letter')
          .select(['id', 'application_id', 'letter_number', 'division'])
          .where('id', '=', wanted)
          .executeTakeFirst();
  if (row !== undefined && serves(reader.principal, row.division)) {
    return { id: row.id, applicationId: row.application_id, division: row.division };
  }
  if (row !== undefined) {
    const { application_id: applicationId, letter_number: letterNumber, division } = row;
    await lookRefused(reader, { act, applicationId, letterNumber, fieldKinds: [], division });
  }
  const { zh, en } = notFound().details;
  throw new Problem({ code: 'NOT_FOUND', field: 'letterId', zh, en });
}

/** One letter as it stands now. The caller has acted on it. */
export async function seeLetter(reader: Reader, { id, applicationId, division }: OwnLetter): Promise<Letter> {
  assertMay(reader.principal, 'READ_CASE');
  const letter = (await readLetters(reader.services.db, applicationId)).find((one) => one.id === id);
  if (letter === undefined) throw new Error('a letter that was just acted on is there');
  await leaveEntries(reader, { id: applicationId, division }, [letter]);
  return letter;
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
