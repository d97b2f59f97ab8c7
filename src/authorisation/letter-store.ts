import type { Selectable } from 'kysely';
import type { Database } from '../platform/database.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { LetterGrantTable, LetterTable } from '../platform/case-tables.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { covers } from './covers.ts';
import type { Asking, Cover } from './covers.ts';
import type { Letter, LetterGrant } from './letter.ts';
import { SCAN_MEDIA_TYPES } from './scan.ts';
import type { ScanMediaType } from './scan.ts';

/** The letters of one application, oldest first, ended and withdrawn ones too; as they stand at this moment. */
export async function readLetters(db: Database, applicationId: string): Promise<readonly Letter[]> {
  return (await readLettersOf(db, [applicationId])).get(applicationId) ?? [];
}

/**
 * Keeps letters and their signature rows as they are until the caller's transaction ends. Read them after this call:
 * what was read before may have changed while it waited.
 */
export async function holdLettersInTrx(trx: Database, applicationIds: readonly string[]): Promise<void> {
  if (applicationIds.length === 0) return;
  await trx
    .selectFrom('letter')
    .innerJoin('letter_grant', 'letter_grant.letter_id', 'letter.id')
    .select('letter.id')
    .where('letter.application_id', 'in', applicationIds)
    .orderBy('letter.id')
    .forShare()
    .execute();
}

/** {@link readLetters} of many applications at once, by application; one without a letter has no entry. */
export async function readLettersOf(
  db: Database,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Letter[]>> {
  if (applicationIds.length === 0) return new Map();
  // One statement for letters and grants: both are seen as of the same moment.
  const rows = await db
    .selectFrom('letter')
    .innerJoin('letter_grant', 'letter_grant.letter_id', 'letter.id')
    .select([
      'letter.id',
      'letter.application_id',
      'letter.household_id',
      'letter.household_version',
      'letter.letter_number',
      'letter.signed_on',
      'letter.ended_at',
      'letter_grant.person_id',
      'letter_grant.signed_by_person_id',
      'letter_grant.signed_as',
      'letter_grant.signed_on as grant_signed_on',
      'letter_grant.sources',
      'letter_grant.purposes',
      'letter_grant.withdrawn_at',
    ])
    .where('letter.application_id', 'in', [...new Set(applicationIds)])
    .orderBy('letter.created_at')
    .orderBy('letter.id')
    .orderBy('letter_grant.id')
    .execute();
  const groups = [...Map.groupBy(rows, (row) => row.id).values()];
  const letters = groups.flatMap((group) => (group[0] === undefined ? [] : [toLetter(group[0], group.map(toGrant))]));
  return Map.groupBy(letters, (letter) => letter.applicationId);
}

type LetterColumns = Omit<
  Selectable<LetterTable>,
  | 'ended_reason'
  | 'scan_cipher'
  | 'scan_media_type'
  | 'recorded_by'
  | 'version'
  | 'created_at'
  | 'division'
  | 'retention'
>;
type GrantColumns = Pick<
  Selectable<LetterGrantTable>,
  'person_id' | 'signed_by_person_id' | 'signed_as' | 'sources' | 'purposes' | 'withdrawn_at'
> & { readonly grant_signed_on: string };

function toLetter(row: LetterColumns, grants: readonly LetterGrant[]): Letter {
  return {
    id: row.id,
    applicationId: row.application_id,
    householdId: row.household_id,
    householdVersion: row.household_version,
    letterNumber: row.letter_number,
    signedOn: parseCalendarDate(row.signed_on),
    endedAt: row.ended_at,
    grants,
  };
}

function toGrant(row: GrantColumns): LetterGrant {
  return {
    personId: row.person_id,
    signedByPersonId: row.signed_by_person_id,
    signedAs: row.signed_as,
    signedOn: parseCalendarDate(row.grant_signed_on),
    sources: row.sources,
    purposes: row.purposes,
    withdrawnAt: row.withdrawn_at,
  };
}

/**
 * Whether a question may be asked, by the rows as they are at the moment of asking and the household as it is now:
 * a letter signed for an earlier version of it no longer covers anybody.
 */
export async function coversNow(
  db: Database,
  applicationId: string,
  asking: Omit<Asking, 'householdVersion'>,
): Promise<Cover> {
  const application = await db
    .selectFrom('application')
    .select('household_version')
    .where('id', '=', applicationId)
    .executeTakeFirst();
  if (application === undefined) return { covered: false, reason: 'NO_LETTER' };
  const letters = await readLetters(db, applicationId);
  return covers(letters, { ...asking, householdVersion: application.household_version });
}

/**
 * The scan of a letter, or `null` where none was uploaded. A caller that shows it appends a `READ_LETTER` entry to
 * the audit log.
 */
export async function readScan(
  db: Database,
  vault: FieldVault,
  letterId: string,
): Promise<{ readonly mediaType: ScanMediaType; readonly bytes: Uint8Array } | null> {
  const row = await db
    .selectFrom('letter')
    .select(['scan_cipher', 'scan_media_type'])
    .where('id', '=', letterId)
    .executeTakeFirst();
  const mediaType = SCAN_MEDIA_TYPES.find((type) => type === row?.scan_media_type);
  if (row === undefined || row.scan_cipher === null || mediaType === undefined) return null;
  return { mediaType, bytes: vault.open(scanCell(letterId), row.scan_cipher) };
}

/** Where a scan lies sealed. */
export function scanCell(letterId: string) {
  return { table: 'letter', row: letterId, column: 'scan_cipher' };
}
