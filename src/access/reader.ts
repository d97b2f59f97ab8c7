import type { CaseServices } from '../application/services.ts';
import type { Actor } from '../audit/actor.ts';
import type { LookEntry } from '../audit/look-log.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { Problem } from '../platform/problem.ts';
import { serves } from './may.ts';
import type { Principal } from './principal.ts';

/**
 * A caller with what reading needs. Every function that takes a `Reader` checks the caller's role and the place of
 * what it hands out, and leaves its entry in the log of looks first: when the entry cannot be written, nothing is
 * handed out.
 */
export type Reader = {
  readonly services: CaseServices;
  readonly principal: Principal;
  readonly actor: Actor;
};

/** Handling of the case by those whose case it is; anything else is supervision 监督. */
function purposeOf(reader: Reader): string {
  return reader.actor.role === 'AUDITOR' ? 'SUPERVISION' : 'CASE_HANDLING';
}

/** Leaves entries for what is about to be handed out. */
export async function look(reader: Reader, entries: readonly Omit<LookEntry, 'purpose' | 'outcome'>[]): Promise<void> {
  const purpose = purposeOf(reader);
  await leave(
    reader,
    entries.map((entry) => ({ ...entry, purpose, outcome: 'DONE' })),
  );
}

/** What looking for a row leaves in the log. */
export type Looking<Row> = {
  readonly act: LookEntry['act'];
  readonly fieldKinds: readonly string[];
  /** Ids of the row that the entry names. */
  readonly names: (row: Row) => Pick<LookEntry, 'applicationId' | 'verificationId'>;
};

/**
 * Rows by id as this caller may see them: what lies outside the caller's place is refused in the same words as what
 * does not exist, by the same statements, so that time does not tell them apart either. Both attempts are left in the log.
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
 * The same for one row that was sought by something else than its id; `undefined` where there is none.
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

/** What there is not was sought in the caller's own place, as far as anybody can tell. */
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

/** An id as our tables write it, the type in front kept; any other text stays as it is. */
export function plainId(text: string): string {
  const [, type = '', id] = /^(\w+:)?([0-9a-f-]{36})$/i.exec(text) ?? [];
  return id !== undefined && GUID.test(id) ? `${type}${id.toLowerCase()}` : text;
}

/** Ids that PostgreSQL can compare; a text that is no id names nothing. */
export function realIds(ids: readonly string[]): string[] {
  return ids.filter((id) => GUID.test(id));
}

/** The one refusal for what is not there and for what is not the caller's to see. */
export function notFound(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'id',
    zh: '没有找到，或不在您的服务范围内；请核对编号。',
    en: 'there is nothing under this id within the place you serve; check the id',
  });
}
