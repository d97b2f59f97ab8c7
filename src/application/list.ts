import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { RegionCode } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';
import type { Application } from './application.ts';
import { toApplication } from './read.ts';
import { invalid } from './refusals.ts';

const MOST_AT_ONCE = 100;

/** One page, newest first; the cursor of an entry asks for what is older. */
export type ApplicationPage = {
  readonly edges: readonly { readonly application: Application; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

const positionSchema = z.tuple([z.iso.datetime(), z.guid()]);

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
  if (!Number.isInteger(first) || first < 1 || first > MOST_AT_ONCE) {
    throw invalid('first', `每页应为 1 到 ${MOST_AT_ONCE} 条`, `A page has 1 to ${MOST_AT_ONCE} entries`);
  }
  if (!/^\d{0,12}$/.test(page.divisionPrefix)) throw new RangeError('a division prefix has digits only');
  let query = db.selectFrom('application').selectAll().where('division', 'like', `${page.divisionPrefix}%`);
  if (page.after !== undefined && page.after !== null) {
    const [createdAt, id] = readCursor(page.after);
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(new Date(createdAt), id)));
  }
  // One more than asked for tells whether there is a next page.
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  const edges = rows.slice(0, first).map((row) => ({
    application: toApplication(row),
    cursor: Buffer.from(JSON.stringify([row.created_at.toISOString(), row.id])).toString('base64url'),
  }));
  return { edges, hasNextPage: rows.length > first };
}

/** What the codes of a division and of all within it begin with: `320200` is a whole city. */
export function divisionPrefix(region: RegionCode): string {
  return region.length === 6 ? region.replace(/(00){1,2}$/, '') : region;
}

function readCursor(cursor: string): z.infer<typeof positionSchema> {
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalid(
      'after',
      '翻页位置无效，请从第一页重新读取',
      'This cursor is not one of ours; start from the first page',
    );
  }
}
