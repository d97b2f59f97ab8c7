import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Migrator } from 'kysely/migration';
import { Client } from 'pg';
import { z } from 'zod';
import { openDatabase } from '../../src/platform/database.ts';
import { MIGRATIONS } from '../../src/platform/migrations/index.ts';
import type { TestDatabase } from './database.ts';

const bundleSchema = z.object({
  commit: z.string(),
  keyring: z.looseObject({}),
  columns: z.array(
    z.object({
      table: z.string(),
      column: z.string(),
      type: z.string(),
      required: z.boolean(),
      otherwise: z.string().nullable(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  /** By table: each row as JSON, bytes as `base64:…`. */
  rows: z.record(z.string(), z.array(z.string())),
});

/** The rows that commit 86cff67 stored: invented families with reports of every kind, by `npm run corpus:stored`. */
export type StoredBundle = z.infer<typeof bundleSchema>;

/** Reads it, with the keyring by which it was sealed and signed. */
export function readBundle(): StoredBundle {
  const file = new URL('../corpus/stored/86cff67.json.gz', import.meta.url);
  return bundleSchema.parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));
}

/** Names of the migrations that the bundle's database had. */
export function migrationsOf({ rows }: StoredBundle): readonly string[] {
  return (rows['kysely_migration'] ?? []).map((row) => z.object({ name: z.string() }).parse(JSON.parse(row)).name);
}

/**
 * Lays the tables of the bundle's day in an empty database, and its rows in them.
 * @param without migrations that this database is not to have had.
 */
export async function loadBundle(
  bundle: StoredBundle,
  database: TestDatabase,
  without: readonly string[] = [],
): Promise<void> {
  const names = migrationsOf(bundle).filter((name) => !without.includes(name));
  await layTables(database, names);
  // A superuser may lay rows in any order, without their references being looked at one by one.
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    await admin.query('SET session_replication_role = replica');
    for (const [table, rows] of Object.entries(bundle.rows)) {
      const columns = await writable(admin, table);
      if (columns.length === 0) continue;
      await admin.query(`DELETE FROM public."${table}"`);
      const kept = table === 'kysely_migration' ? rows.filter((row) => names.some((name) => row.includes(name))) : rows;
      await admin.query(
        `INSERT INTO public."${table}" (${columns.join(', ')}) OVERRIDING SYSTEM VALUE
         SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::public."${table}", $1)`,
        [`[${kept.map(inHexadecimal).join(',')}]`],
      );
    }
    for (const { name, last } of bundle.sequences) {
      if (last !== null) await admin.query('SELECT setval($1::regclass, $2)', [`public."${name}"`, last]);
    }
  } finally {
    await admin.end();
  }
}

async function layTables({ ownerUrl }: TestDatabase, names: readonly string[]): Promise<void> {
  const db = openDatabase(ownerUrl, { max: 2 });
  try {
    const ofThatDay = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => names.includes(name)));
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve(ofThatDay) },
    }).migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
}

/** Columns of a table except those that PostgreSQL computes; none where there is no such table yet. */
async function writable(admin: Client, table: string): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [`public."${table}"`],
  );
  return rows.map(({ name }) => name);
}

/** A row of the bundle as PostgreSQL reads it. */
function inHexadecimal(row: string): string {
  return row.replace(
    /"base64:([A-Za-z0-9+/=]*)"/g,
    (_, bytes: string) => `"\\\\x${Buffer.from(bytes, 'base64').toString('hex')}"`,
  );
}

/**
 * The current rows of a table, in the columns of the bundle and in the bundle's format; sorted.
 * @returns also the rows that were added since.
 */
export async function rowsNow(bundle: StoredBundle, client: Client, table: string): Promise<readonly string[]> {
  const columns = bundle.columns.filter((one) => one.table === table).map(({ column }) => `"${column}"`);
  const { rows } = await client.query<{ row: string }>(
    `SELECT row_to_json(t)::text AS row FROM (SELECT ${columns.join(', ')} FROM public."${table}") t`,
  );
  return rows.map(({ row }) => inOrder(inBase64(row))).toSorted();
}

/** The same of the bundle itself. */
export function rowsThen({ rows }: StoredBundle, table: string): readonly string[] {
  return (rows[table] ?? []).map(inOrder).toSorted();
}

function inBase64(row: string): string {
  return row.replace(
    /"\\\\x([0-9a-f]*)"/g,
    (_, digits: string) => `"base64:${Buffer.from(digits, 'hex').toString('base64')}"`,
  );
}

/** Fields by their names: columns may stand in another order. */
function inOrder(row: string): string {
  const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(row));
  return JSON.stringify(Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
