import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { birthDateOf } from '../identity/certificate.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import { CAPACITIES, CIRCUMSTANCES } from './member.ts';
import type { HouseholdMember, HouseholdVersion } from './member.ts';
import { enterPersonsInTrx, openCertificate } from './person-store.ts';
import { parseRelation } from './relation.ts';

const RETENTION: Retention = 'CASE_FILE';
const NAME_SHAPE_VERSION = 1;

/** Sealed with the name; the date of birth only where the certificate does not tell it. */
const namedSchema = z.strictObject({
  name: z.string(),
  birthDate: z.iso.date().transform(parseCalendarDate).nullable(),
});

/** A member about to be written. */
export type NewMember = Omit<HouseholdMember, 'personId' | 'guardianPersonId'> & {
  /** Position of the guardian in the same list. */
  readonly guardian: number | null;
  /** Known from an earlier version of the household; needed for people without a certificate. */
  readonly personId?: string;
};

export type NewHouseholdVersion = {
  /** `null`: a new household, whose first version this is. */
  readonly householdId: string | null;
  /** 1 for a new household, else one more than the version that was read. */
  readonly number: number;
  readonly reason: 'REGISTERED' | 'MEMBERS_CHANGED';
  readonly createdBy: string;
  readonly at: Date;
  readonly division: string;
  readonly members: readonly NewMember[];
};

/**
 * Writes one version of a household in the caller's transaction. People are found across all cases.
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
  const birthDate = birthDateOf(member.certificate) === null ? member.birthDate : null;
  return {
    id,
    household_id: place.householdId,
    household_version: place.number,
    position: place.position,
    person_id: member.personId,
    role: member.role,
    relation: member.relation,
    name_cipher: vault.seal(nameCell(id), JSON.stringify({ name: member.name, birthDate })),
    circumstance: member.circumstance,
    capacity: member.capacity,
    lives_together: member.livesTogether,
    guardian_person_id: member.guardianPersonId,
    shape_version: NAME_SHAPE_VERSION,
    division: place.division,
    retention: RETENTION,
  };
}

/**
 * One version of a household, members in the order of the form. Opens names and numbers: whoever calls it for
 * somebody to read leaves an entry in the log of looks.
 * @throws Problem NOT_FOUND
 */
export async function readHouseholdVersion(
  db: Database,
  vault: FieldVault,
  householdId: string,
  number: number,
): Promise<HouseholdVersion> {
  const rows = await db
    .selectFrom('household_member')
    .innerJoin('person', 'person.id', 'household_member.person_id')
    .selectAll('household_member')
    .select(['person.certificate_type', 'person.certificate_cipher'])
    .where('household_id', '=', householdId)
    .where('household_version', '=', number)
    .orderBy('position')
    .execute();
  if (rows.length === 0) throw notFound();
  const members = rows.map((row): HouseholdMember => {
    const certificate = openCertificate(vault, { ...row, id: row.person_id });
    const named = namedSchema.parse(JSON.parse(vault.openText(nameCell(row.id), row.name_cipher)));
    return {
      personId: row.person_id,
      role: row.role,
      relation: parseRelation(row.relation),
      name: named.name,
      certificate,
      birthDate: birthDateOf(certificate) ?? named.birthDate,
      circumstance: z.enum(CIRCUMSTANCES).parse(row.circumstance),
      capacity: z.enum(CAPACITIES).parse(row.capacity),
      livesTogether: row.lives_together,
      guardianPersonId: row.guardian_person_id,
    };
  });
  return { householdId, number, members };
}

function nameCell(id: string) {
  return { table: 'household_member', row: id, column: 'name_cipher' };
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
