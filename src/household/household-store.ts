import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { birthDateOf } from '../identity/certificate.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { HouseholdMemberTable, PersonTable } from '../platform/tables.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import { CAPACITIES, CIRCUMSTANCES } from './member.ts';
import type { HouseholdMember, HouseholdVersion } from './member.ts';
import { enterNameTokensInTrx } from './name-token-store.ts';
import { enterPersonsInTrx, openCertificate } from './person-store.ts';
import { parseRelation } from './relation.ts';

const RETENTION: Retention = 'CASE_FILE';
const DETAILS_SHAPE_VERSION = 1;

/**
 * The encrypted details of a member: the name, and everything that nobody should learn from a stolen disk, such as a
 * prison or a guardian. The date of birth is stored only where the certificate number does not contain it.
 */
const detailsSchema = z.strictObject({
  name: z.string(),
  birthDate: z.iso.date().transform(parseCalendarDate).nullable(),
  circumstance: z.enum(CIRCUMSTANCES),
  capacity: z.enum(CAPACITIES),
});

/** A member to be written. */
export type NewMember = Omit<HouseholdMember, 'personId' | 'guardianPersonId'> & {
  /** Position of the guardian in the same list. */
  readonly guardian: number | null;
  /** Known from an earlier version of the household; required for people without a certificate. */
  readonly personId?: string;
};

export type NewHouseholdVersion = {
  /** `null` for the first version of a new household. */
  readonly householdId: string | null;
  /** 1 for a new household, otherwise one more than the version that was read. */
  readonly number: number;
  readonly reason: 'REGISTERED' | 'MEMBERS_CHANGED';
  readonly createdBy: string;
  readonly at: Date;
  readonly division: string;
  readonly members: readonly NewMember[];
};

/**
 * Writes one version of a household in the caller's transaction. The same person is recognised across all cases.
 * @throws Problem CONFLICT when somebody else has written this version first.
 */
export async function saveHouseholdVersionInTrx(
  trx: Database,
  vault: FieldVault,
  version: NewHouseholdVersion,
): Promise<HouseholdVersion> {
  const { at, division, members, number } = version;
  const householdId = version.householdId ?? randomUUID();
  if (version.householdId === null) {
    await trx
      .insertInto('household')
      .values({ id: householdId, division, retention: RETENTION, created_at: at })
      .execute();
  }
  const inserted = await trx
    .insertInto('household_version')
    .values({
      household_id: householdId,
      number,
      reason: version.reason,
      created_by: version.createdBy,
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  if (inserted === undefined) throw changedMeanwhile();
  const entered = await enterPersonsInTrx(
    trx,
    vault,
    members.filter((member) => member.personId === undefined).map((member) => member.certificate),
    { division, at },
  );
  const queue = [...entered];
  const ids = members.map((member) => member.personId ?? need(queue.shift()));
  const saved = members.map(({ guardian, ...member }, position) => ({
    ...member,
    personId: need(ids[position]),
    guardianPersonId: guardian === null ? null : need(ids[guardian]),
  }));
  await trx
    .insertInto('household_member')
    .values(saved.map((member, position) => memberRow(vault, member, { householdId, number, position, division })))
    .execute();
  await enterNameTokensInTrx(trx, vault, { householdId, number, members: saved, division });
  return { householdId, number, members: saved };
}

type Place = {
  readonly householdId: string;
  readonly number: number;
  readonly position: number;
  readonly division: string;
};

function memberRow(vault: FieldVault, member: HouseholdMember, place: Place) {
  const id = randomUUID();
  const { name, circumstance, capacity } = member;
  const birthDate = birthDateOf(member.certificate) === null ? member.birthDate : null;
  return {
    id,
    household_id: place.householdId,
    household_version: place.number,
    position: place.position,
    person_id: member.personId,
    role: member.role,
    relation: member.relation,
    details_cipher: vault.seal(detailsCell(id), JSON.stringify({ name, birthDate, circumstance, capacity })),
    lives_together: member.livesTogether,
    guardian_person_id: member.guardianPersonId,
    shape_version: DETAILS_SHAPE_VERSION,
    division: place.division,
    retention: RETENTION,
  };
}

/** Which version of which household. */
export type HouseholdVersionKey = Pick<HouseholdVersion, 'householdId' | 'number'>;

/**
 * One version of a household, members in the order of the form. It decrypts names and numbers: a caller that shows
 * them to somebody appends an audit entry.
 * @throws Problem NOT_FOUND
 */
export async function readHouseholdVersion(
  db: Database,
  vault: FieldVault,
  householdId: string,
  number: number,
): Promise<HouseholdVersion> {
  const [version] = await readHouseholdVersions(db, vault, [{ householdId, number }]);
  if (version === undefined) throw notFound();
  return version;
}

/** Ids of the people with one role on the form of a case, in the order of the form; nothing is decrypted. */
export async function readPersonIds(
  db: Database,
  { householdId, householdVersion }: { readonly householdId: string; readonly householdVersion: number },
  role: HouseholdMember['role'],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('household_member')
    .select('person_id')
    .where('household_id', '=', householdId)
    .where('household_version', '=', householdVersion)
    .where('role', '=', role)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.person_id);
}

/**
 * {@link readHouseholdVersion} of many at once, in the order of the keys.
 * @throws Problem NOT_FOUND when one of them does not exist
 */
export async function readHouseholdVersions(
  db: Database,
  vault: FieldVault,
  keys: readonly HouseholdVersionKey[],
): Promise<readonly HouseholdVersion[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('household_member')
    .innerJoin('person', 'person.id', 'household_member.person_id')
    .selectAll('household_member')
    .select(['person.certificate_type', 'person.certificate_cipher'])
    .where((eb) =>
      eb(
        eb.refTuple('household_id', 'household_version'),
        'in',
        keys.map(({ householdId, number }) => eb.tuple(householdId, number)),
      ),
    )
    .orderBy('position')
    .execute();
  const byVersion = Map.groupBy(rows, (row) => `${row.household_id} ${row.household_version}`);
  return keys.map(({ householdId, number }) => {
    const members = byVersion.get(`${householdId} ${number}`);
    if (members === undefined) throw notFound();
    return { householdId, number, members: members.map((row) => toMember(vault, row)) };
  });
}

type MemberRow = Selectable<HouseholdMemberTable> &
  Pick<Selectable<PersonTable>, 'certificate_type' | 'certificate_cipher'>;

function toMember(vault: FieldVault, row: MemberRow): HouseholdMember {
  const certificate = openCertificate(vault, { ...row, id: row.person_id });
  const details = detailsSchema.parse(JSON.parse(vault.openText(detailsCell(row.id), row.details_cipher)));
  return {
    personId: row.person_id,
    role: row.role,
    relation: parseRelation(row.relation),
    name: details.name,
    certificate,
    birthDate: birthDateOf(certificate) ?? details.birthDate,
    circumstance: details.circumstance,
    capacity: details.capacity,
    livesTogether: row.lives_together,
    guardianPersonId: row.guardian_person_id,
  };
}

function detailsCell(id: string) {
  return { table: 'household_member', row: id, column: 'details_cipher' };
}

function need(id: string | undefined): string {
  if (id === undefined) throw new RangeError('every member and guardian has an id');
  return id;
}

function changedMeanwhile(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'household',
    zh: '家庭成员已被他人修改，请重新读取后再提交。',
    en: 'The household was changed meanwhile; read it again and repeat.',
  });
}

function notFound(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'household',
    zh: '没有这个家庭或这个版本，请核对编号。',
    en: 'There is no such household or version; check its id.',
  });
}
