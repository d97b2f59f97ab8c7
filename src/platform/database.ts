import { Kysely, PostgresDialect, sql } from 'kysely';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { CustomTypesConfig, Pool, PoolClient } from 'pg';
import { explainConnectionFault, explainStatementFault } from './database-fault.ts';
import { driverParser, LastingPool } from './lasting-connections.ts';
import type { Log } from './log.ts';
import { Problem } from './problem.ts';
import type { Tables } from './tables.ts';

/** The one way to the rows. A transaction is a `Database` too; `destroy()` closes all connections. */
export type Database = Kysely<Tables>;

/** Number of connections per process unless told otherwise; the embedded server accepts 200. */
const DEFAULT_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/**
 * How long a connection is kept that nobody uses. A check is busy, waits for its sources, and is busy again: a new
 * connection costs its making, and its first statements cost the server's reading of the catalogue. Shorter than what
 * stands between the machines lets an idle connection live.
 */
const KEEP_IDLE_MS = 3 * 60_000;

const INT8 = 20;
const DATE = 1082;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 of the database is beyond 2^53');
  return value;
}

/** The driver's types list scalar types only; its parsers know the array types too. */
const parserOf = driverParser as (oid: number, format?: string) => (text: string) => unknown;

function parseTextArray(text: string): (string | null)[] {
  return parserOf(TEXT_ARRAY)(text) as (string | null)[];
}

/**
 * Our reading of types, for this pool only (the driver's own table is shared with the queue's pools):
 * int8 as a safe integer, a date as `YYYY-MM-DD` (never a Date in the machine's zone).
 */
const typeParsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === INT8) return safeInteger;
    if (oid === DATE) return (text: string) => text;
    if (oid === DATE_ARRAY) return parseTextArray;
    if (oid === INT8_ARRAY) {
      return (text: string) => parseTextArray(text).map((item) => (item === null ? null : safeInteger(item)));
    }
    return parserOf(oid, format);
  }) as CustomTypesConfig['getTypeParser'],
};

/**
 * Opens a pool of connections; the first query connects. Runs on Node and in workerd.
 *
 * @param url postgres:// address of the application's role (of the owner's only for migrations)
 * @param options.waitMs longest wait for a connection, of the pool's or a new one; 5 s unless given
 * @throws Problem BAD_CONFIGURATION when the address is broken; a query throws the same when the server
 *   refuses the role, password or database, and UNAVAILABLE when it cannot be reached
 */
export function openDatabase(
  url: string,
  options: { readonly max?: number; readonly log?: Log; readonly waitMs?: number } = {},
): Database {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Problem({
      code: 'BAD_CONFIGURATION',
      field: 'DATABASE_URL',
      zh: 'DATABASE_URL 不是有效的数据库地址，应形如 postgres://用户:密码@主机:5432/库名（密码中的特殊字符须百分号转义）。',
      en: 'DATABASE_URL is not a database address; write postgres://user:password@host:5432/database (percent-encode special characters of the password).',
    });
  }
  const pool = new LastingPool(
    {
      connectionString: url,
      max: options.max ?? DEFAULT_CONNECTIONS,
      connectionTimeoutMillis: options.waitMs ?? CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: KEEP_IDLE_MS,
      types: typeParsers,
    },
    'rows',
    options.log,
  );
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: explained(pool, url) }) });
}

/** The pool, with faults of connecting and passing faults of statements told as one sentence without the password. */
function explained(pool: Pool, url: string): PostgresPool {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    // kysely opens its cancelling connection with these.
    options: pool.options,
    async connect() {
      try {
        const client = await pool.connect();
        // kysely remembers connections by this object: one for each client, as long as it lives.
        const known = clients.get(client) ?? explainedClient(client);
        clients.set(client, known);
        return known;
      } catch (fault) {
        throw explainConnectionFault(fault, url);
      }
    },
    end: () => pool.end(),
  };
}

function explainedClient(client: PoolClient): PostgresPoolClient {
  const query = async (statement: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(statement, [...parameters]);
    } catch (fault) {
      throw explainStatementFault(fault);
    }
  };
  return {
    // kysely's type has a second form, for cursors; none is configured here, so that none is ever handed over.
    query: query as unknown as PostgresPoolClient['query'],
    release: (discard) => client.release(discard),
  };
}

/**
 * The application may not own its tables: an owner could switch off the constraints and the append-only rule of the
 * audit log.
 *
 * @throws Problem BAD_CONFIGURATION when the connected role is a superuser or owner of a table
 */
export async function assertNotOwner(db: Database): Promise<void> {
  const { rows } = await sql<{ role: string; superuser: boolean; owner: boolean }>`
    SELECT current_user::text AS role,
      (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
      EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname IN ('public', 'bullmq') AND c.relkind IN ('r', 'p')
                AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owner`.execute(db);
  const found = rows[0];
  if (found !== undefined && !found.superuser && !found.owner) return;
  const why = found?.superuser ? ['是超级用户', 'is a superuser'] : ['是表的所有者', 'owns the tables'];
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'DATABASE_URL',
    zh: `DATABASE_URL 的角色${why[0]}；请改用 hedui_app，所有者的地址写在 HEDUI_OWNER_URL。`,
    en: `The role of DATABASE_URL ${why[1]}; use hedui_app there and give the owner's address in HEDUI_OWNER_URL.`,
  });
}
