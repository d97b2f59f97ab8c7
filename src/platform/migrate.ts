import { assertSchemaCompatibility, LATEST_SCHEMA_VERSION, runMigrations } from 'bullmq';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import type { Client } from 'pg';
import { explainConnectionFault } from './database-fault.ts';
import { openDatabase } from './database.ts';
import { lastingClient } from './lasting-connections.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { Problem } from './problem.ts';

/** The role that the application connects as; owns nothing. */
const APP_ROLE = 'hedui_app';
/** The schema of the queue's own tables. */
const QUEUE_SCHEMA = 'bullmq';

/** Advisory lock of the whole of {@link migrate}; the bytes of `HEDM`. */
const MIGRATION_LOCK = 0x48_45_44_4d;

/**
 * Brings the database up to this version of the code: our own tables, then (`withQueue`) BullMQ's in
 * schema `bullmq` with the application's rights on them. Starters that come at once wait for each other;
 * a database that is up to date is left as it is.
 *
 * @param ownerUrl address of the owner's role
 * @throws Problem BAD_CONFIGURATION when the server refuses the owner, the owner is `hedui_app`, or that role is lacking
 */
export async function migrate(ownerUrl: string, options: { readonly withQueue: boolean }): Promise<void> {
  const session = lastingClient(ownerUrl, 5_000);
  try {
    await session.connect();
  } catch (fault) {
    throw explainConnectionFault(fault, ownerUrl);
  }
  try {
    await refuseAppRole(session);
    await requireAppRole(session);
    // Held by the session: it ends with the connection, also after kill -9.
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrateTables(ownerUrl);
    await grantDatabase(session);
    if (options.withQueue) await migrateQueue(session);
  } finally {
    await session.end();
  }
}

/** The application's role owns nothing, and may make nothing. */
async function refuseAppRole(session: Client): Promise<void> {
  const { rowCount } = await session.query('SELECT WHERE current_user = $1', [APP_ROLE]);
  if (rowCount === 0) return;
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_OWNER_URL',
    zh: `HEDUI_OWNER_URL 写的是 ${APP_ROLE}，它不能建表；请改用数据库所有者（如 hedui_owner）的地址，${APP_ROLE} 只写在 DATABASE_URL。`,
    en: `HEDUI_OWNER_URL names ${APP_ROLE}, which may make no tables; give the address of the database's owner (such as hedui_owner) there, and ${APP_ROLE} in DATABASE_URL only.`,
  });
}

async function requireAppRole(session: Client): Promise<void> {
  const { rowCount } = await session.query('SELECT FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (rowCount !== 0) return;
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_OWNER_URL',
    zh: `数据库服务器上没有角色 ${APP_ROLE}；请由管理员执行 CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '…'; 后重试。`,
    en: `The server has no role ${APP_ROLE}; let an administrator run CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '…'; and try again.`,
  });
}

async function migrateTables(ownerUrl: string): Promise<void> {
  const db = openDatabase(ownerUrl, { max: 2 });
  try {
    const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
    // Numbers are given out before they land: a lower one may land after a higher one that a database has already.
    const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
}

/** BullMQ's bulk insert makes a temporary table; whether a process is ready depends on the list of migrations. */
async function grantDatabase(session: Client): Promise<void> {
  await session.query(`
    DO $$ BEGIN
      EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO ${APP_ROLE}', current_database());
      GRANT SELECT ON ${DEFAULT_MIGRATION_TABLE} TO ${APP_ROLE};
    END $$`);
}

async function migrateQueue(session: Client): Promise<void> {
  await session.query(`CREATE SCHEMA IF NOT EXISTS ${QUEUE_SCHEMA}`);
  if (!(await isQueueCurrent(session))) {
    await closeQueueSchema(session);
    await runMigrations(session, QUEUE_SCHEMA);
  }
  await grantQueue(session);
}

async function isQueueCurrent(session: Client): Promise<boolean> {
  const { rows } = await session.query<{ ledger: string | null }>(
    `SELECT to_regclass('${QUEUE_SCHEMA}.migration')::text AS ledger`,
  );
  if (rows[0]?.ledger === null) return false;
  return (await assertSchemaCompatibility(session, QUEUE_SCHEMA)) >= LATEST_SCHEMA_VERSION;
}

/**
 * BullMQ makes a sequence for each queue at its first job, so the application may create objects in this
 * schema. The owner's migrations call functions there by their bare names: while they run, nobody else
 * creates, and nothing but sequences may have been put there.
 */
async function closeQueueSchema(session: Client): Promise<void> {
  await session.query(`REVOKE CREATE ON SCHEMA ${QUEUE_SCHEMA} FROM ${APP_ROLE}`);
  const { rows } = await session.query<{ name: string }>(
    `SELECT proname::text AS name FROM pg_proc
       WHERE pronamespace = '${QUEUE_SCHEMA}'::regnamespace AND proowner = '${APP_ROLE}'::regrole
     UNION ALL SELECT oprname::text FROM pg_operator
       WHERE oprnamespace = '${QUEUE_SCHEMA}'::regnamespace AND oprowner = '${APP_ROLE}'::regrole
     UNION ALL SELECT relname::text FROM pg_class
       WHERE relnamespace = '${QUEUE_SCHEMA}'::regnamespace AND relowner = '${APP_ROLE}'::regrole AND relkind <> 'S'`,
  );
  if (rows.length === 0) return;
  const names = rows.map((row) => row.name).join(', ');
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_OWNER_URL',
    zh: `模式 ${QUEUE_SCHEMA} 中有 ${APP_ROLE} 自建的对象（${names}），来源不明，迁移已停止；请查明后删除。`,
    en: `Schema ${QUEUE_SCHEMA} holds objects made by ${APP_ROLE} (${names}), which Hedui never makes; find out why and remove them.`,
  });
}

/** The queue's rows and functions, also those of its future versions; of its ledger only reading. */
async function grantQueue(session: Client): Promise<void> {
  const objects = [
    ['SELECT, INSERT, UPDATE, DELETE', 'TABLES'],
    ['EXECUTE', 'FUNCTIONS'],
  ] as const;
  const grants = objects.flatMap(([rights, kind]) => [
    `GRANT ${rights} ON ALL ${kind} IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${QUEUE_SCHEMA} GRANT ${rights} ON ${kind} TO ${APP_ROLE}`,
  ]);
  // Statements of one simple query are one transaction. Sequences by name, since those of the application
  // are its own already and may not be granted by us.
  await session.query(
    [
      `GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`,
      ...grants,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${QUEUE_SCHEMA} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO ${APP_ROLE}`,
      `DO $$ DECLARE name text; BEGIN
         FOR name IN SELECT oid::regclass FROM pg_class WHERE relkind = 'S'
           AND relnamespace = '${QUEUE_SCHEMA}'::regnamespace AND relowner = current_user::regrole
         LOOP EXECUTE 'GRANT USAGE, SELECT, UPDATE ON SEQUENCE ' || name || ' TO ${APP_ROLE}'; END LOOP;
       END $$`,
      `REVOKE INSERT, UPDATE, DELETE ON ${QUEUE_SCHEMA}.migration FROM ${APP_ROLE}`,
    ].join(';\n'),
  );
}
