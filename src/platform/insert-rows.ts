import { Buffer } from 'node:buffer';
import { sql } from 'kysely';
import type { Insertable, RawBuilder } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Tables whose rows have an `id` column. */
type TableWithId = {
  [Table in keyof Tables]: Tables[Table] extends { id: string } ? Table : never;
}[keyof Tables];

/**
 * Inserts many rows with two JSON parameters, which the database reads into the table's own row type: the cells that
 * all rows share, once, and the remaining cells of each row. A list of values would need a different statement for
 * each number of rows and a parameter for each cell; for 750 questions of 21 columns that took four times as long.
 *
 * All rows have the columns of the first; absent columns take their default. Serial numbers follow the order of the
 * rows.
 */
export async function insertRows<Table extends keyof Tables>(
  trx: Database,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  if (rows.length > 0) await insertStatement(table, rows).execute(trx);
}

/** {@link insertRows} of rows that may be there already. @returns the ids of those that were not. */
export async function insertNewRows<Table extends TableWithId>(
  trx: Database,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const statement = sql<{ id: string }>`${insertStatement(table, rows)} ON CONFLICT DO NOTHING RETURNING id`;
  return new Set((await statement.execute(trx)).rows.map(({ id }) => id));
}

function insertStatement(table: string, rows: readonly object[]): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
  const { common, own } = apart(rows as readonly Row[]);
  return sql`INSERT INTO ${sql.table(table)} (${columns}) SELECT ${columns} FROM json_populate_recordset(
    json_populate_record(NULL::${sql.table(table)}, ${JSON.stringify(common)}::json), ${JSON.stringify(own)}::json)`;
}

type Row = Readonly<Record<string, unknown>>;

/** Separates the cells that are equal in all rows from the remaining cells of each row. */
function apart(rows: readonly Row[]): { readonly common: Row; readonly own: readonly Row[] } {
  const [first = {}, ...others] = rows;
  const isShared = (column: string): boolean => others.every((row) => row[column] === first[column]);
  const { shared = [], differing = [] } = Object.groupBy(Object.keys(first), (column) =>
    isShared(column) ? 'shared' : 'differing',
  );
  return { common: cells(first, shared), own: rows.map((row) => cells(row, differing)) };
}

/** Writes bytes in PostgreSQL's hexadecimal form and leaves every value that JSON can carry, instants and lists too. */
function cells(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(
    columns.map((column) => {
      const value = row[column];
      return [column, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value];
    }),
  );
}
