import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The rights that the application's role can have on a table, in the order in which the table of rights names them. */
const RIGHTS = ['select', 'insert', 'update', 'delete'] as const;

type Row = { readonly name: string; readonly rights: readonly string[]; readonly columns: readonly string[] };

/**
 * The rights of the application's role `hedui_app` in the public schema, as a Markdown table read from the
 * catalogue. Where the role may update only some columns, the table names them.
 */
export async function grantsTable(db: Database): Promise<string> {
  const { rows } = await sql<Row>`
    SELECT c.relname AS name,
      array(SELECT lower(r) FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) WITH ORDINALITY AS u (r, place)
            WHERE has_table_privilege('hedui_app', c.oid, r) ORDER BY place) AS rights,
      array(SELECT a.attname::text FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              AND has_column_privilege('hedui_app', c.oid, a.attnum, 'UPDATE') ORDER BY a.attname) AS columns
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    ORDER BY c.relname`.execute(db);
  const groups = [...Map.groupBy(rows, mayDo)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = groups.map(([may, tables]) => `| ${tables.map(({ name }) => `\`${name}\``).join(', ')} | ${may} |`);
  return ['| Tables | `hedui_app` may |', '|---|---|', ...lines].join('\n');
}

function mayDo({ rights, columns }: Row): string {
  const whole = RIGHTS.filter((right) => rights.includes(right));
  if (whole.includes('update') || columns.length === 0) return whole.length === 0 ? 'nothing' : whole.join(', ');
  const some = `update of ${columns.map((column) => `\`${column}\``).join(', ')}`;
  return [...whole, some].join(', ');
}
