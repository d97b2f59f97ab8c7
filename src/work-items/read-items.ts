import { sql } from 'kysely';
import { divisionPrefix } from '../application/list.ts';
import { assertPageSize, readCursor, writeCursor } from '../application/position.ts';
import type { RegionCode } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';
import type { WorkState } from './state.ts';
import { toWorkItem } from './work-item.ts';
import type { WorkItem, WorkKind, WorkOrigin } from './work-item.ts';

/** Whose items are listed. */
export type OwnedBy = { readonly subject: string } | 'NOBODY';

/** Which items of a place are listed; what is absent narrows nothing. */
export type WorkFilter = {
  readonly division: RegionCode;
  readonly kinds?: readonly WorkKind[];
  readonly origins?: readonly WorkOrigin[];
  readonly states?: readonly WorkState[];
  readonly owner?: OwnedBy;
  readonly dueBefore?: Date;
  readonly applicationId?: string;
};

/** One page, the first due first, what has no due date last. */
export type WorkPage = {
  readonly edges: readonly { readonly item: WorkItem; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

/** Stands in a cursor for an item without a due date. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/** As the index has it. */
const dueOrNever = sql<Date>`COALESCE(due_at, 'infinity'::timestamptz)`;

/**
 * Items of a place and the places within it. Pages by position: what is settled meanwhile moves nothing.
 *
 * @param page.first 1 to 100.
 * @throws Problem INVALID_INPUT for a cursor that was not given out here, or another `first`.
 */
export async function listWorkItems(
  db: Database,
  filter: WorkFilter,
  page: { readonly first: number; readonly after: string | null },
): Promise<WorkPage> {
  const { first, after } = page;
  assertPageSize(first);
  const { kinds, origins, states, owner, dueBefore, applicationId } = filter;
  let query = db
    .selectFrom('work_item')
    .selectAll()
    .where('division', 'like', `${divisionPrefix(filter.division)}%`);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  if (origins !== undefined) query = query.where('origin', 'in', origins);
  if (states !== undefined) query = query.where('state', 'in', states);
  if (owner === 'NOBODY') query = query.where('owner', 'is', null);
  else if (owner !== undefined) query = query.where('owner', '=', owner.subject);
  if (dueBefore !== undefined) query = query.where('due_at', '<', dueBefore);
  if (applicationId !== undefined) query = query.where('application_id', '=', applicationId);
  if (after !== null) {
    const { at, id } = readCursor(after);
    const due = at.getTime() === NEVER.getTime() ? sql`'infinity'::timestamptz` : sql`${at}::timestamptz`;
    query = query.where(sql<boolean>`(${dueOrNever}, id) > (${due}, ${id}::uuid)`);
  }
  // One more than asked for tells whether there is a next page.
  const rows = await query
    .orderBy(dueOrNever)
    .orderBy('id')
    .limit(first + 1)
    .execute();
  const edges = rows.slice(0, first).map((row) => ({
    item: toWorkItem(row),
    cursor: writeCursor({ at: row.due_at ?? NEVER, id: row.id }),
  }));
  return { edges, hasNextPage: rows.length > first };
}

/** Items of a place and the places within it that were opened, assigned or settled since then, the oldest change first. */
export async function readChangedSince(db: Database, division: RegionCode, since: Date): Promise<readonly WorkItem[]> {
  const rows = await db
    .selectFrom('work_item')
    .selectAll()
    .where('division', 'like', `${divisionPrefix(division)}%`)
    .where('changed_at', '>=', since)
    .orderBy('changed_at')
    .orderBy('id')
    .execute();
  return rows.map(toWorkItem);
}
