import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import type { Retention } from '../protection/retention.ts';
import type { Application } from './application.ts';

const RETENTION: Retention = 'CASE_FILE';

/** The owner of a case: the person who works on it. */
export type CaseOwner = {
  /** Subject of the person. */
  readonly owner: string;
  /** `null` for the person who registered the case, because nobody assigned it. */
  readonly assignedBy: string | null;
  readonly since: Date;
  /** How often the case was given to somebody. */
  readonly number: number;
};

/**
 * The owner of each of these cases, by case: the person to whom it was last assigned, otherwise the person who
 * registered it.
 */
export async function readOwners(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, CaseOwner>> {
  if (ids.length === 0) return new Map();
  const registered = await db
    .selectFrom('application')
    .select(['id', 'registered_by', 'created_at'])
    .where('id', 'in', ids)
    .execute();
  const given = await db
    .selectFrom('case_owner')
    .distinctOn('application_id')
    .select(['application_id', 'owner', 'assigned_by', 'assigned_at', 'number'])
    .where('application_id', 'in', ids)
    .orderBy('application_id')
    .orderBy('number', 'desc')
    .execute();
  const newest = new Map(given.map((row) => [row.application_id, row]));
  return new Map(
    registered.map((row) => {
      const one = newest.get(row.id);
      return [
        row.id,
        one === undefined
          ? { owner: row.registered_by, assignedBy: null, since: row.created_at, number: 0 }
          : { owner: one.owner, assignedBy: one.assigned_by, since: one.assigned_at, number: one.number },
      ];
    }),
  );
}

/**
 * Gives a case to somebody, in the transaction of an act that holds it.
 * @returns the id of the row, by which work items speak of the change.
 */
export async function giveCaseInTrx(
  { trx, at, actor }: Acting,
  { id, division }: Pick<Application, 'id' | 'division'>,
  next: { readonly owner: string; readonly number: number },
): Promise<string> {
  const row = randomUUID();
  await trx
    .insertInto('case_owner')
    .values({
      id: row,
      application_id: id,
      number: next.number,
      owner: next.owner,
      assigned_by: actor.subject,
      assigned_at: at,
      division,
      retention: RETENTION,
    })
    .execute();
  return row;
}

/** The cases on which somebody works, as a condition on the table that the query knows as `found`. */
export function isOwnedBy(owner: string) {
  return sql<boolean>`(
    found.id IN (SELECT application_id FROM case_owner AS given WHERE owner = ${owner} AND NOT EXISTS (
      SELECT FROM case_owner AS later WHERE later.application_id = given.application_id AND later.number > given.number))
    OR (found.registered_by = ${owner} AND NOT EXISTS (SELECT FROM case_owner WHERE case_owner.application_id = found.id)))`;
}
