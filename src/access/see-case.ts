import type { Application } from '../application/application.ts';
import type { DeclaredItem } from '../application/declared-item.ts';
import { divisionPrefix, listApplications } from '../application/list.ts';
import type { ApplicationPage } from '../application/list.ts';
import { findApplication, readDeclaredItems, toApplication } from '../application/read.ts';
import type { LookAct } from '../audit/look-log.ts';
import { readLetters } from '../authorisation/letter-store.ts';
import type { Letter } from '../authorisation/letter.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { parseRegion } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import { serves } from './may.ts';
import { look, lookRefused, notFound, realIds, seeRows } from './reader.ts';
import type { Reader } from './reader.ts';

/** Applications by id; see {@link seeRows}. */
export async function seeApplications(reader: Reader, ids: readonly string[]): Promise<(Application | Problem)[]> {
  const wanted = realIds(ids);
  const rows =
    wanted.length === 0
      ? []
      : await reader.services.db.selectFrom('application').selectAll().where('id', 'in', wanted).execute();
  return seeRows(reader, ids, rows.map(toApplication), (application) => ({
    act: 'READ_APPLICATION',
    applicationId: application.id,
    fieldKinds: ['CASE'],
  }));
}

/** One page of the applications of the caller's place, newest first. @throws Problem INVALID_INPUT */
export async function seeApplicationPage(
  reader: Reader,
  page: { readonly first: number; readonly after?: string | null | undefined },
): Promise<ApplicationPage> {
  const found = await listApplications(reader.services.db, {
    divisionPrefix: divisionPrefix(parseRegion(reader.principal.division)),
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

/** The household as it stands in the application, names opened. The caller has seen the application. */
export async function seeHousehold(reader: Reader, application: Application): Promise<HouseholdVersion> {
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

/** What the family declared. The caller has seen the application. */
export async function seeDeclaredItems(reader: Reader, application: Application): Promise<readonly DeclaredItem[]> {
  const items = await readDeclaredItems(reader.services.db, reader.services.vault, application.id);
  const kinds = [...new Set(items.map(({ content }) => content.kind))].toSorted();
  await look(reader, [
    {
      act: 'READ_APPLICATION',
      applicationId: application.id,
      fieldKinds: ['DECLARED_ITEMS', ...kinds],
      division: application.division,
    },
  ]);
  return items;
}

/** The letters of the case, without their scans. The caller has seen the application. */
export async function seeLetters(reader: Reader, application: Application): Promise<readonly Letter[]> {
  const letters = await readLetters(reader.services.db, application.id);
  await look(
    reader,
    letters.map((letter) => ({
      act: 'READ_LETTER' as const,
      applicationId: application.id,
      letterNumber: letter.letterNumber,
      fieldKinds: ['LETTER', 'GRANTS'],
      division: application.division,
    })),
  );
  return letters;
}

/**
 * The application that a caller is about to act on; the act itself leaves the entry. An attempt from outside its
 * place is left in the log and refused as if there were nothing.
 *
 * @throws Problem NOT_FOUND with field `applicationId`
 */
export async function assertOwnApplication(reader: Reader, act: LookAct, id: string): Promise<Application> {
  const application = await findApplication(reader.services.db, id);
  if (application !== null && serves(reader.principal, application.division)) return application;
  if (application !== null) {
    await lookRefused(reader, { act, applicationId: id, fieldKinds: [], division: application.division });
  }
  const { zh, en } = notFound().details;
  throw new Problem({ code: 'NOT_FOUND', field: 'applicationId', zh, en });
}
