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
  return reader.principal.kind === 'AUDITOR' ? 'SUPERVISION' : 'CASE_HANDLING';
}

/** Leaves entries for what is about to be handed out. */
export async function look(reader: Reader, entries: readonly Omit<LookEntry, 'purpose' | 'outcome'>[]): Promise<void> {
  const purpose = purposeOf(reader);
  await leave(
    reader,
    entries.map((entry) => ({ ...entry, purpose, outcome: 'DONE' })),
  );
}

/** Leaves an entry for an attempt that was refused. */
export async function lookRefused(reader: Reader, entry: Omit<LookEntry, 'purpose' | 'outcome'>): Promise<void> {
  await leave(reader, [{ ...entry, purpose: purposeOf(reader), outcome: 'REFUSED' }]);
}

/**
 * Rows by id as this caller may see them: what lies outside the caller's place is refused in the same words as what
 * does not exist, and the attempt is left in the log.
 *
 * @returns for each id, in order, the row or the refusal.
 */
export async function seeRows<Row extends { readonly id: string; readonly division: string }>(
  reader: Reader,
  ids: readonly string[],
  found: readonly Row[],
  entry: (row: Row) => Omit<LookEntry, 'purpose' | 'outcome' | 'division'>,
): Promise<(Row | Problem)[]> {
  const byId = new Map(found.map((row) => [row.id, row]));
  const purpose = purposeOf(reader);
  await leave(
    reader,
    found.map((row) => ({
      ...entry(row),
      purpose,
      outcome: serves(reader.principal, row.division) ? 'DONE' : 'REFUSED',
      division: row.division,
    })),
  );
  return ids.map((id) => {
    const row = byId.get(id);
    return row !== undefined && serves(reader.principal, row.division) ? row : notFound();
  });
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
