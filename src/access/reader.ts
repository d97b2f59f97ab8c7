import type { CaseServices } from '../application/services.ts';
import type { Actor } from '../audit/actor.ts';
import type { LookEntry } from '../audit/look-log.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { Problem } from '../platform/problem.ts';
import { serves } from './may.ts';
import type { Principal } from './principal.ts';

/**
 * A caller with the services for reading. Every function with a `Reader` checks the caller's role and the division
 * of the data, and appends the audit entry first: when the entry cannot be written, nothing is returned.
 */
export type Reader = {
  readonly services: CaseServices;
  readonly principal: Principal;
  readonly actor: Actor;
};

/** Case staff read in order to handle the case; everybody else reads for supervision 监督. */
function purposeOf(reader: Reader): string {
  return reader.actor.role === 'AUDITOR' ? 'SUPERVISION' : 'CASE_HANDLING';
}

/** Appends audit entries for data that are about to be returned. */
export async function look(reader: Reader, entries: readonly Omit<LookEntry, 'purpose' | 'outcome'>[]): Promise<void> {
  const purpose = purposeOf(reader);
  await leave(
    reader,
    entries.map((entry) => ({ ...entry, purpose, outcome: 'DONE' })),
  );
}

/** Leaves entries of a look whose purpose the caller states, as of a search. */
export async function lookFor(
  reader: Reader,
  purpose: string,
  entries: readonly Omit<LookEntry, 'purpose' | 'outcome'>[],
  outcome = 'DONE',
): Promise<void> {
  await leave(
    reader,
    entries.map((entry) => ({ ...entry, purpose, outcome })),
  );
}

/** The parts of the audit entry of a read. */
export type Looking<Row> = {
  readonly act: LookEntry['act'];
  readonly fieldKinds: readonly string[];
  /** Ids of the row that the entry names. */
  readonly names: (row: Row) => Pick<LookEntry, 'applicationId' | 'verificationId'>;
};

/**
 * Rows by id as this caller may see them. A row outside the caller's division is refused in the same words as a
 * missing row, after the same statements, so that time does not tell them apart either. Both attempts are in the
 * audit log.
 *
 * @returns for each id, in order, the row or the refusal.
 */
export async function seeRows<Row extends Located>(
  reader: Reader,
  ids: readonly string[],
  found: readonly Row[],
  looking: Looking<Row>,
): Promise<(Row | Problem)[]> {
  const byId = new Map(found.map((row) => [row.id, row]));
  const wanted = [...new Set(realIds(ids))];
  await leaveEach(
    reader,
    wanted.map((id) => byId.get(id)),
    looking,
  );
  return ids.map((id) => shownTo(reader, byId.get(id)) ?? notFound());
}

/**
 * The same for one row that was found by another key; `undefined` where there is none.
 *
 * @throws Problem NOT_FOUND
 */
export async function seeRow<Row extends Located>(
  reader: Reader,
  found: Row | undefined,
  looking: Looking<Row>,
): Promise<Row> {
  await leaveEach(reader, [found], looking);
  const shown = shownTo(reader, found);
  if (shown === undefined) throw notFound();
  return shown;
}

type Located = { readonly id: string; readonly division: string };

function shownTo<Row extends Located>({ principal }: Reader, row: Row | undefined): Row | undefined {
  return row !== undefined && serves(principal, row.division) ? row : undefined;
}

/** A read of a missing row is logged for the caller's own division, because its true division is unknown. */
async function leaveEach<Row extends Located>(
  reader: Reader,
  rows: readonly (Row | undefined)[],
  { act, fieldKinds, names }: Looking<Row>,
): Promise<void> {
  const purpose = purposeOf(reader);
  await leave(
    reader,
    rows.map((row) => ({
      ...(row === undefined ? {} : names(row)),
      act,
      fieldKinds,
      purpose,
      outcome: shownTo(reader, row) === undefined ? 'REFUSED' : 'DONE',
      division: row?.division ?? reader.actor.division,
    })),
  );
}

async function leave({ services, actor }: Reader, entries: readonly LookEntry[]): Promise<void> {
  await recordLooksBy(
    services.db,
    services.clock,
    entries.map((entry) => ({ actor, entry })),
  );
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as our tables write it, without a type in front; any other text stays unchanged. */
export function plainId(text: string): string {
  const [, type = '', id] = /^(\w+:)?([0-9a-f-]{36})$/i.exec(text) ?? [];
  return id !== undefined && GUID.test(id) ? `${type}${id.toLowerCase()}` : text;
}

/** The ids that PostgreSQL can compare; any other text identifies no row. */
export function realIds(ids: readonly string[]): string[] {
  return ids.filter((id) => GUID.test(id));
}

/** The same refusal for a missing row and for a row that the caller may not see. */
export function notFound(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'id',
    zh: '没有找到，或不在您的服务范围内；请核对编号。',
    en: 'there is nothing under this id within the place you serve; check the id',
  });
}
