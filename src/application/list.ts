import { sql } from 'kysely';
import type { RegionCode } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';
import type { Application } from './application.ts';
import { assertPageSize, readCursor, writeCursor } from './position.ts';
import { toApplication } from './read.ts';

/** One page, newest first; the cursor of an entry asks for what is older. */
export type ApplicationPage = {
  readonly edges: readonly { readonly application: Application; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

/**
 * Applications of a place and the places within it, newest first. Pages by position, not by number: an application
 * registered meanwhile moves nothing.
 * @param page.divisionPrefix see {@link divisionPrefix}; empty for all.
 * @param page.first 1 to 100.
 * @throws Problem INVALID_INPUT for a cursor that was not given out here, or another `first`.
 */
export async function listApplications(
  db: Database,
  page: { readonly divisionPrefix: string; readonly after?: string | null; readonly first: number },
): Promise<ApplicationPage> {
  const { first } = page;
  assertPageSize(first);
  if (!/^\d{0,12}$/.test(page.divisionPrefix)) throw new RangeError('a division prefix has digits only');
  let query = db
    .selectFrom('application')
    .selectAll()
    .where('division', 'like', `${page.divisionPrefix}%`)
    .where(isNoMistake('application'));
  if (page.after !== undefined && page.after !== null) query = query.where(isOlderThan('application', page.after));
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  return pageOf(rows, first);
}

/**
 * The rows after a cursor, newest first.
 *
 * @param application The name under which the query knows the table.
 * @throws Problem INVALID_INPUT for a cursor that was not given out here.
 */
export function isOlderThan(application: 'application' | 'found', after: string) {
  const { at, id } = readCursor(after);
  const [created, key] = [sql.ref(`${application}.created_at`), sql.ref(`${application}.id`)];
  return sql<boolean>`(${created}, ${key}) < (${at}, ${id})`;
}

/** @param rows One more than `first` where there is a next page. */
export function pageOf(rows: readonly Parameters<typeof toApplication>[0][], first: number): ApplicationPage {
  const edges = rows.slice(0, first).map((row) => ({
    application: toApplication(row),
    cursor: writeCursor({ at: row.created_at, id: row.id }),
  }));
  return { edges, hasNextPage: rows.length > first };
}

/**
 * Leaves out cases that were registered by mistake. A caller with their id can still open them, but no list shows
 * them.
 * @param application the name under which the query knows the table.
 */
export function isNoMistake(application: 'application' | 'found') {
  return sql<boolean>`NOT EXISTS (SELECT FROM application_end
    WHERE application_end.application_id = ${sql.ref(`${application}.id`)} AND application_end.reason = 'MISTAKE')`;
}

/**
 * The common prefix of the codes of a division and of all divisions within it: four digits and two zeros mean a
 * whole city.
 */
export function divisionPrefix(region: RegionCode): string {
  return region.length === 6 ? region.replace(/(00){1,2}$/, '') : region;
}
