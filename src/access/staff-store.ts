import { z } from 'zod';
import { invalid } from '../application/refusals.ts';
import type { Acting } from '../audit/acting.ts';
import { STAFF_ROLES } from '../audit/actor.ts';
import type { StaffRole } from '../audit/actor.ts';
import { parseRegion, regionCovers } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';
import type { Retention } from '../protection/retention.ts';

const RETENTION: Retention = 'CASE_FILE';

/** A person of an office, as colleagues and papers see them. */
export type StaffMember = {
  /** Subject of their token. */
  readonly subject: string;
  readonly name: string;
  readonly office: string;
  readonly roles: readonly StaffRole[];
  readonly division: string;
};

const shown = z.string().trim().min(1).max(100);
const rolesSchema = z.array(z.enum(STAFF_ROLES)).min(1);

/** The people with these subjects, by subject; somebody whom nobody has recorded is absent. */
export async function readStaff(db: Database, subjects: readonly string[]): Promise<ReadonlyMap<string, StaffMember>> {
  if (subjects.length === 0) return new Map();
  const rows = await db.selectFrom('staff').selectAll().where('subject', 'in', subjects).execute();
  return new Map(
    rows.map(({ subject, name, office, roles, division }) => [
      subject,
      { subject, name, office, roles: rolesSchema.parse(roles), division },
    ]),
  );
}

/** Whether anybody is recorded whose place covers this one or lies within it: the office keeps its list of people here. */
export async function keepsStaffOf(db: Database, division: string): Promise<boolean> {
  const rows = await db.selectFrom('staff').select('division').distinct().execute();
  return rows.some((row) => regionCovers(row.division, division) || regionCovers(division, row.division));
}

/**
 * Records how a person is shown; recorded again, the newer words stand.
 *
 * @throws Problem INVALID_INPUT with the field, INVALID_REGION
 */
export async function recordStaffInTrx(acting: Acting, member: StaffMember): Promise<StaffMember> {
  const subject = z.string().min(1).max(200).safeParse(member.subject);
  const name = shown.safeParse(member.name);
  const office = shown.safeParse(member.office);
  const roles = rolesSchema.safeParse(member.roles);
  if (!subject.success) throw invalid('subject', '须填写令牌的 sub', 'Give the subject of the token');
  if (!name.success) throw invalid('name', '姓名应为 1 到 100 个字', 'A name has 1 to 100 characters');
  if (!office.success) throw invalid('office', '单位应为 1 到 100 个字', 'An office has 1 to 100 characters');
  if (!roles.success) {
    const known = STAFF_ROLES.join(', ');
    throw invalid('roles', `角色应为：${known}`, `The roles are: ${known}`);
  }
  const recorded = {
    subject: subject.data,
    name: name.data,
    office: office.data,
    roles: [...new Set(roles.data)],
    division: parseRegion(member.division),
  };
  const row = { ...recorded, recorded_by: acting.actor.subject, recorded_at: acting.at, retention: RETENTION };
  const { subject: _, ...changes } = row;
  await acting.trx
    .insertInto('staff')
    .values(row)
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(changes))
    .execute();
  acting.look({
    act: 'RECORD_STAFF',
    purpose: 'OPERATION',
    fieldKinds: ['NAME', 'ROLES'],
    outcome: 'DONE',
    division: recorded.division,
  });
  return recorded;
}
