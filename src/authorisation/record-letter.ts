import { randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { CaseServices } from '../application/services.ts';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { Retention } from '../protection/retention.ts';
import type { Letter } from './letter.ts';
import { scanCell } from './letter-store.ts';
import { parseGrants, parseLetterNumber, parseSigningDay } from './parse-letter.ts';
import type { RecordLetterInput } from './parse-letter.ts';
import { checkScan } from './scan.ts';

const RETENTION: Retention = 'CASE_FILE';

/**
 * Records a signed letter 授权书 with its signature rows and its scan. It stands for the version of the household that
 * the application has at this moment.
 *
 * @param acting holds the case.
 * @throws Problem CONFLICT (application withdrawn or closed), LETTER_NUMBER_TAKEN, INVALID_DATE, or INVALID_INPUT with
 *   the path of the field.
 */
export async function recordLetterInTrx(
  { vault }: Pick<CaseServices, 'vault'>,
  acting: Acting,
  application: Application,
  input: Omit<RecordLetterInput, 'applicationId'>,
): Promise<Letter> {
  const { trx, at, actor } = acting;
  const today = shanghaiDate(at);
  const letterNumber = parseLetterNumber(input.letterNumber);
  const signedOn = parseSigningDay('signedOn', input.signedOn, today);
  const scan = input.scan ?? null;
  const scanMediaType = scan === null ? null : await checkScan(scan);
  if (application.state !== 'ACCEPTED') throw closed();
  const household = await readHouseholdVersion(trx, vault, application.householdId, application.householdVersion);
  const letter: Letter = {
    id: randomUUID(),
    applicationId: application.id,
    householdId: household.householdId,
    householdVersion: household.number,
    letterNumber,
    signedOn,
    endedAt: null,
    grants: parseGrants(input.grants, { household, signedOn, today }),
  };
  await insertLetter(trx, letter, application, {
    recorded_by: actor.subject,
    created_at: at,
    scan_cipher: scan === null ? null : vault.seal(scanCell(letter.id), scan.bytes),
    scan_media_type: scanMediaType,
  });
  acting.look(
    ...letter.grants.map(({ personId }) => ({
      act: 'RECORD_LETTER' as const,
      purpose: CASE_HANDLING,
      applicationId: application.id,
      personId,
      letterNumber,
      fieldKinds: scan === null ? ['SIGNATURE'] : ['SIGNATURE', 'SCAN'],
      outcome: 'DONE',
      division: application.division,
    })),
  );
  return letter;
}

type Paper = {
  readonly recorded_by: string;
  readonly created_at: Date;
  readonly scan_cipher: Buffer | null;
  readonly scan_media_type: string | null;
};

async function insertLetter(trx: Database, letter: Letter, { division }: Application, paper: Paper): Promise<void> {
  const kept = { division, retention: RETENTION };
  const inserted = await trx
    .insertInto('letter')
    .values({
      ...paper,
      ...kept,
      id: letter.id,
      application_id: letter.applicationId,
      household_id: letter.householdId,
      household_version: letter.householdVersion,
      letter_number: letter.letterNumber,
      signed_on: letter.signedOn,
      ended_at: null,
      ended_reason: null,
      version: 1,
    })
    .onConflict((conflict) => conflict.column('letter_number').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) throw numberTaken();
  const rows = letter.grants.map((grant) => ({
    ...kept,
    id: randomUUID(),
    letter_id: letter.id,
    person_id: grant.personId,
    signed_by_person_id: grant.signedByPersonId,
    signed_as: grant.signedAs,
    signed_on: grant.signedOn,
    sources: [...grant.sources],
    purposes: [...grant.purposes],
    withdrawn_at: null,
    version: 1,
  }));
  await trx.insertInto('letter_grant').values(rows).execute();
}

function numberTaken(): Problem {
  return new Problem({
    code: 'LETTER_NUMBER_TAKEN',
    field: 'letterNumber',
    zh: '该授权书编号已登记过；请核对印在方格中的编号，新的签署须用新的授权书。',
    en: 'A letter with this number is on record; check the number in the boxes, a new signing needs a new letter.',
  });
}

function closed(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结，不能再登记授权书；如需核对请另行登记申请。',
    en: 'The application is withdrawn or closed; register a new one before recording a letter.',
  });
}
