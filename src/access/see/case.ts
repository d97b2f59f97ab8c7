import type { Application } from '../../application/application.ts';
import { readContact } from '../../application/contact-store.ts';
import type { RecordedContact } from '../../application/contact-store.ts';
import { readEnding } from '../../application/ending.ts';
import type { CaseEnding } from '../../application/ending.ts';
import type { DeclaredItem } from '../../application/declared-item.ts';
import { divisionPrefix, listApplications } from '../../application/list.ts';
import type { ApplicationPage } from '../../application/list.ts';
import { readOpenElsewhereOf } from '../../application/open-elsewhere.ts';
import { readOwners } from '../../application/owner.ts';
import type { CaseOwner } from '../../application/owner.ts';
import { readDeclaredItems, toApplication } from '../../application/read.ts';
import { readHouseholdVersion, readPersonIds } from '../../household/household-store.ts';
import type { HouseholdVersion } from '../../household/member.ts';
import { Problem } from '../../platform/problem.ts';
import { assertMay, placeOf, serves } from '../may.ts';
import { look, notFound, realIds, seeRow, seeRows } from '../reader.ts';
import type { Looking, Reader } from '../reader.ts';

/** Applications by id; see {@link seeRows}. */
export async function seeApplications(reader: Reader, ids: readonly string[]): Promise<(Application | Problem)[]> {
  assertMay(reader.principal, 'READ_CASE');
  const wanted = realIds(ids);
  const rows =
    wanted.length === 0
      ? []
      : await reader.services.db.selectFrom('application').selectAll().where('id', 'in', wanted).execute();
  return seeRows(reader, ids, rows.map(toApplication), LOOKING);
}

const LOOKING: Looking<Application> = {
  act: 'READ_APPLICATION',
  fieldKinds: ['CASE'],
  names: ({ id }) => ({ applicationId: id }),
};

/**
 * The case of a household: its open one, otherwise its newest.
 *
 * @throws Problem NOT_FOUND
 */
export async function seeCaseOfHousehold(reader: Reader, householdId: string): Promise<Application> {
  assertMay(reader.principal, 'READ_CASE');
  const [id] = realIds([householdId]);
  if (id === undefined) throw notFound();
  const row = await reader.services.db
    .selectFrom('application')
    .selectAll()
    .where('household_id', '=', id)
    .orderBy((eb) => eb('state', '=', 'ACCEPTED'), 'desc')
    .orderBy('accepted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return seeRow(reader, row && toApplication(row), LOOKING);
}

/** The case of a decision, by the decision's number. @throws Problem NOT_FOUND */
export async function seeCaseOfDecision(reader: Reader, number: string): Promise<Application> {
  assertMay(reader.principal, 'READ_CASE');
  const row = await reader.services.db
    .selectFrom('application')
    .innerJoin('decision', 'decision.application_id', 'application.id')
    .selectAll('application')
    .where('decision.number', '=', number)
    .executeTakeFirst();
  return seeRow(reader, row && toApplication(row), LOOKING);
}

/** One page of the applications of the caller's division, newest first. @throws Problem INVALID_INPUT */
export async function seeApplicationPage(
  reader: Reader,
  page: { readonly first: number; readonly after?: string | null | undefined },
): Promise<ApplicationPage> {
  assertMay(reader.principal, 'READ_CASE');
  const found = await listApplications(reader.services.db, {
    divisionPrefix: divisionPrefix(placeOf(reader.principal)),
    first: page.first,
    after: page.after ?? null,
  });
  await look(
    reader,
    found.edges.map(({ application }) => ({
      act: 'READ_APPLICATION' as const,
      applicationId: application.id,
      fieldKinds: ['CASE'],
      division: application.division,
    })),
  );
  return found;
}

/** A member of a case who is also in another open case, as this caller may know it. */
export type SeenElsewhere = {
  readonly personId: string;
  /** GB/T 2260 code of the county of the other case. */
  readonly county: string;
  /** The other case; `null` where the caller has no rights there. */
  readonly applicationId: string | null;
};

/**
 * Members of a case who are also in another open case. A caller who serves the division of the other case sees which
 * case it is; others see only that there is one, and its county. The caller has seen the application.
 */
export async function seeOpenElsewhere(reader: Reader, application: Application): Promise<readonly SeenElsewhere[]> {
  assertMay(reader.principal, 'READ_CASE');
  const { db } = reader.services;
  const personIds = await readPersonIds(db, application, 'MEMBER');
  const found = await readOpenElsewhereOf(db, [{ applicationId: application.id, personIds }]);
  const told = (found.get(application.id) ?? []).map(({ personId, applicationId, division }) => ({
    personId,
    county: division.slice(0, 6),
    applicationId: serves(reader.principal, division) ? applicationId : null,
  }));
  await look(
    reader,
    told.map(({ personId }) => ({
      act: 'READ_APPLICATION' as const,
      applicationId: application.id,
      personId,
      fieldKinds: ['OPEN_ELSEWHERE'],
      division: application.division,
    })),
  );
  return told;
}

/** The household of the application, names decrypted. The caller has seen the application. */
export async function seeHousehold(reader: Reader, application: Application): Promise<HouseholdVersion> {
  assertMay(reader.principal, 'READ_CASE');
  const { db, vault } = reader.services;
  const household = await readHouseholdVersion(db, vault, application.householdId, application.householdVersion);
  await look(
    reader,
    household.members.map((member) => ({
      act: 'READ_APPLICATION' as const,
      applicationId: application.id,
      personId: member.personId,
      fieldKinds: ['NAME', 'CERTIFICATE_MASKED', 'BIRTH_DATE', 'RELATION', 'CIRCUMSTANCE'],
      division: application.division,
    })),
  );
  return household;
}

/** Where the family lives and how it is reached, as it stands now. The caller has seen the application. */
export async function seeContact(reader: Reader, application: Application): Promise<RecordedContact | null> {
  assertMay(reader.principal, 'READ_CASE');
  await look(reader, [
    {
      act: 'READ_APPLICATION',
      applicationId: application.id,
      fieldKinds: ['ADDRESS', 'TELEPHONE'],
      division: application.division,
    },
  ]);
  return readContact(reader.services.db, reader.services.vault, application.id);
}

/** The current owner of the case. The caller has seen the application. */
export async function seeOwner(reader: Reader, application: Application): Promise<CaseOwner> {
  assertMay(reader.principal, 'READ_CASE');
  const { id: applicationId, division } = application;
  await look(reader, [{ act: 'READ_APPLICATION', applicationId, fieldKinds: ['OWNER'], division }]);
  const owner = (await readOwners(reader.services.db, [applicationId])).get(applicationId);
  if (owner === undefined) throw notFound();
  return owner;
}

/** How a case ended without a decision. The caller has seen the application. */
export async function seeEnding(reader: Reader, application: Application): Promise<CaseEnding | null> {
  assertMay(reader.principal, 'READ_CASE');
  if (application.state === 'ACCEPTED') return null;
  await look(reader, [
    {
      act: 'READ_APPLICATION',
      applicationId: application.id,
      fieldKinds: ['ENDING'],
      division: application.division,
    },
  ]);
  return readEnding(reader.services.db, reader.services.vault, application.id);
}

/**
 * The family's declaration, with an audit entry for each person in it; an item of the whole family concerns all
 * members. The caller has seen the application.
 */
export async function seeDeclaredItems(reader: Reader, application: Application): Promise<readonly DeclaredItem[]> {
  assertMay(reader.principal, 'READ_CASE');
  const items = await readDeclaredItems(reader.services.db, reader.services.vault, application.id);
  const family = items.filter(({ personId }) => personId === null);
  const people = new Set(items.flatMap(({ personId }) => personId ?? []));
  if (family.length > 0)
    for (const id of await readPersonIds(reader.services.db, application, 'MEMBER')) people.add(id);
  const entry = { act: 'READ_APPLICATION', applicationId: application.id, division: application.division } as const;
  const entries = [...people].map((personId) => {
    const lines = [...family, ...items.filter((item) => item.personId === personId)];
    const kinds = [...new Set(lines.map(({ content }) => content.kind))].toSorted();
    return { ...entry, personId, fieldKinds: ['DECLARED_ITEMS', ...kinds] };
  });
  // An empty declaration is information too, so it leaves an entry.
  await look(reader, entries.length > 0 ? entries : [{ ...entry, fieldKinds: ['DECLARED_ITEMS'] }]);
  return items;
}
