import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { ApplicationTable, DeclaredItemTable } from '../platform/tables.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { APPLICATION_STATES, isCategory } from './application.ts';
import type { Application } from './application.ts';
import { declaredContentSchema } from './declared-item.ts';
import type { DeclaredItem } from './declared-item.ts';

const stateSchema = z.enum(APPLICATION_STATES);
const idSchema = z.guid();

/** A row as the domain sees it. */
export function toApplication(row: Selectable<ApplicationTable>): Application {
  if (!isCategory(row.category)) throw new RangeError('a stored application has a known category');
  return {
    id: row.id,
    number: row.number,
    category: row.category,
    householdId: row.household_id,
    householdVersion: row.household_version,
    applicantPersonId: row.applicant_person_id,
    unit: row.unit,
    aidPersonId: row.aid_person_id,
    division: row.division,
    residence: row.residence,
    delegated: row.delegated,
    staffRelative: row.staff_relative,
    acceptedAt: row.accepted_at,
    state: stateSchema.parse(row.state),
    version: row.version,
  };
}

/** The application, or `null`; also for a text that is no id at all. */
export async function findApplication(db: Database, id: string): Promise<Application | null> {
  if (!idSchema.safeParse(id).success) return null;
  const row = await db.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toApplication(row);
}

/** @throws Problem NOT_FOUND */
export async function getApplication(db: Database, id: string): Promise<Application> {
  return (await findApplication(db, id)) ?? refuseUnknown();
}

/** The applications of these ids, by id; one that does not exist is absent. */
export async function readApplications(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Application>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('application').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toApplication(row)]));
}

/** Applications held until the caller's transaction ends, locked in the order of their ids; by id. */
export async function lockApplicationsInTrx(
  trx: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Application>> {
  const wanted = [...new Set(ids)].filter((id) => idSchema.safeParse(id).success);
  if (wanted.length === 0) return new Map();
  const rows = await trx
    .selectFrom('application')
    .selectAll()
    .where('id', 'in', wanted)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, toApplication(row)]));
}

/** The declaration, in the order of the form. Decrypts content, like `readHouseholdVersion`. */
export async function readDeclaredItems(
  db: Database,
  vault: FieldVault,
  applicationId: string,
): Promise<readonly DeclaredItem[]> {
  return (await readDeclaredItemsOf(db, vault, [applicationId])).get(applicationId) ?? [];
}

/** {@link readDeclaredItems} of many applications at once, by application; one that declared nothing has no entry. */
export async function readDeclaredItemsOf(
  db: Database,
  vault: FieldVault,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DeclaredItem[]>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('declared_item')
    .select(['id', 'application_id', 'person_id', 'content_cipher'])
    .where('application_id', 'in', applicationIds)
    .orderBy('position')
    .execute();
  const byApplication = Map.groupBy(rows, (row) => row.application_id);
  return new Map(
    [...byApplication].map(([applicationId, group]) => [applicationId, group.map((row) => toDeclaredItem(vault, row))]),
  );
}

type DeclaredRow = Pick<Selectable<DeclaredItemTable>, 'id' | 'person_id' | 'content_cipher'>;

function toDeclaredItem(vault: FieldVault, row: DeclaredRow): DeclaredItem {
  const content = JSON.parse(vault.openText(declaredCell(row.id), row.content_cipher));
  return { personId: row.person_id, content: declaredContentSchema.parse(content) };
}

/** Where a declared item lies sealed. */
export function declaredCell(id: string) {
  return { table: 'declared_item', row: id, column: 'content_cipher' };
}

/** @throws Problem NOT_FOUND always */
export function refuseUnknown(): never {
  throw new Problem({
    code: 'NOT_FOUND',
    field: 'applicationId',
    zh: '没有这个申请，请核对编号。',
    en: 'There is no such application; check its id.',
  });
}
