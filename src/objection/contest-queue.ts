import { z } from 'zod';
import { divisionPrefix } from '../application/list.ts';
import { assertPageSize, readCursor, writeCursor } from '../application/position.ts';
import type { RegionCode } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';

/** The kinds of open contests in a division: an objection, the two disputes, and a ticket without an answer. */
export const CONTEST_KINDS_OPEN = ['OBJECTION', 'STOLEN_IDENTITY', 'FALSE_DEATH', 'CORRECTION'] as const;

const rowSchema = z.object({
  id: z.guid(),
  kind: z.enum(CONTEST_KINDS_OPEN),
  number: z.string(),
  application_id: z.guid(),
  source_id: z.string().nullable(),
  begun_at: z.date(),
  due_at: z.date(),
  due_provisional: z.boolean(),
  division: z.string(),
});

/** An open contest: its number and times, without its content. */
export type OpenContest = {
  readonly id: string;
  readonly kind: (typeof CONTEST_KINDS_OPEN)[number];
  readonly number: string;
  readonly applicationId: string;
  /** The source of the answer that is objected to, or of the ticket; `null` for a dispute and for an indicator. */
  readonly sourceId: string | null;
  readonly begunAt: Date;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  readonly division: string;
};

export type ContestPage = {
  readonly edges: readonly { readonly contest: OpenContest; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

/**
 * The open contests of a division and the divisions within it, the earliest due first. A ticket stays while its
 * dispute lasts. Pages by position, so that settling a contest does not shift the pages.
 *
 * @param page.dueBefore leaves out contests due at this instant or later.
 * @throws Problem INVALID_INPUT for a cursor that this function did not issue, or unless `first` is 1 to 100.
 */
export async function listOpenContests(
  db: Database,
  page: {
    readonly division: RegionCode;
    readonly first: number;
    readonly after: string | null;
    readonly dueBefore: Date | null;
  },
): Promise<ContestPage> {
  const { first, after, dueBefore } = page;
  assertPageSize(first);
  let query = openIn(db, `${divisionPrefix(page.division)}%`);
  if (dueBefore !== null) query = query.where('due_at', '<', dueBefore);
  if (after !== null) {
    const { at, id } = readCursor(after);
    query = query.where((eb) => eb(eb.refTuple('due_at', 'id'), '>', eb.tuple(at, id)));
  }
  // One row more than requested shows whether there is a next page.
  const rows = await query
    .orderBy('due_at')
    .orderBy('id')
    .limit(first + 1)
    .execute();
  const edges = rows.slice(0, first).map((row) => ({
    contest: toContest(row),
    cursor: writeCursor({ at: row.due_at, id: row.id }),
  }));
  return { edges, hasNextPage: rows.length > first };
}

function openIn(db: Database, like: string) {
  const objections = db
    .selectFrom('objection')
    .select(['id', 'number', 'application_id', 'filed_at as begun_at', 'due_at', 'due_provisional', 'division'])
    .select((eb) => [eb.val('OBJECTION').$castTo<string>().as('kind'), 'source_id'])
    .where('state', '=', 'OPEN')
    .where('division', 'like', like);
  const disputes = db
    .selectFrom('identity_dispute')
    .select(['id', 'number', 'application_id', 'opened_at as begun_at', 'due_at', 'due_provisional', 'division'])
    .select((eb) => [
      eb.ref('kind').$castTo<string>().as('kind'),
      eb.val(null).$castTo<string | null>().as('source_id'),
    ])
    .where('state', '=', 'OPEN')
    .where('division', 'like', like);
  const tickets = db
    .selectFrom('correction_ticket as t')
    .innerJoin('identity_dispute as d', 'd.id', 't.dispute_id')
    .select(['t.id', 't.number', 'd.application_id', 't.sent_at as begun_at', 't.due_at', 't.due_provisional'])
    .select((eb) => ['t.division', eb.val('CORRECTION').$castTo<string>().as('kind'), 't.source_id'])
    .where('t.answer', 'is', null)
    .where('d.state', '=', 'OPEN')
    .where('t.division', 'like', like);
  return db.selectFrom(objections.unionAll(disputes).unionAll(tickets).as('open')).selectAll();
}

function toContest(row: unknown): OpenContest {
  const open = rowSchema.parse(row);
  return {
    id: open.id,
    kind: open.kind,
    number: open.number,
    applicationId: open.application_id,
    sourceId: open.source_id,
    begunAt: open.begun_at,
    dueAt: open.due_at,
    dueProvisional: open.due_provisional,
    division: open.division,
  };
}
