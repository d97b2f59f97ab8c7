import { mkdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { assertNotOwner, openDatabase } from '../platform/database.ts';
import type { Database } from '../platform/database.ts';
import { startEmbeddedPostgres, visitEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import type { Log } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';
import { missingHolidayYear } from '../platform/missing-holidays.ts';
import { asError, Problem } from '../platform/problem.ts';
import type { Office } from '../office/office.ts';
import { calendarOf, HolidayBook } from '../platform/working-days.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import { readKeyringFile, readOrCreateKeyringFile } from '../protection/keyring-file.ts';
import { parseKeyring } from '../protection/keyring.ts';
import type { Keyring } from '../protection/keyring.ts';
import { renewHolidays } from '../rulebook/holidays.ts';
import { readDemoTime } from './demo-time.ts';
import type { Lifecycle } from './lifecycle.ts';
import { proveKeys } from './prove-keys.ts';
import { readOffice } from './read-office.ts';

/** The resources that every process needs. */
export type Foundation = {
  readonly config: Config;
  readonly log: Log;
  readonly db: Database;
  /** The application's database address; the queue uses it as well. */
  readonly databaseUrl: string;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  /** The notices by which the calendar counts. */
  readonly holidays: HolidayBook;
  readonly demo: boolean;
  readonly office: Office;
};

/** Connections of one process. Bursts are served by batches, not by many connections. */
const CONNECTIONS = 16;

/**
 * Opens database, keys and time as configured; in embedded mode starts PostgreSQL and creates keys.
 *
 * @param options.visits in embedded mode, joins an instance that another process runs instead of refusing it
 * @throws Problem BAD_CONFIGURATION or UNAVAILABLE, one sentence for each possible mistake.
 */
export async function layFoundation(
  config: Config,
  log: Log,
  life: Lifecycle,
  { visits = false }: { readonly visits?: boolean } = {},
): Promise<Foundation> {
  await makeDataDir(config.dataDir);
  const demo = config.mode !== 'production';
  const holidays = new HolidayBook();
  // A wrong setting is reported before anything is opened.
  const office = await readOffice(config);
  const [addresses, keyring, time] = await Promise.all([
    findDatabase(config, log, life, visits),
    readKeyring(config),
    demo
      ? readDemoTime(config.dataDir, config.clockOffsetMs)
      : { clock: systemClock, calendar: calendarOf(holidays), clockOffsetMs: 0 },
  ]);
  if (addresses.ownerUrl !== undefined) await migrate(addresses.ownerUrl, { withQueue: true });
  const db = openDatabase(addresses.appUrl, { max: CONNECTIONS, log });
  life.add('database', () => db.destroy());
  await assertMigrated(db);
  await assertNotOwner(db);
  await proveKeys(db, keyring, time.clock);
  await renewHolidays(db, holidays);
  warnOfMissingHolidays(log, time.clock, holidays);
  return {
    config,
    log,
    db,
    databaseUrl: addresses.appUrl,
    keyring,
    clock: time.clock,
    calendar: time.calendar,
    holidays,
    demo,
    office,
  };
}

function warnOfMissingHolidays(log: Log, clock: Clock, holidays: HolidayBook): void {
  const year = missingHolidayYear(clock.now(), holidays.publishedThrough);
  if (year !== null) log.warn('holiday notice missing', { year: Number(year) });
}

async function makeDataDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (thrown) {
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        field: 'HEDUI_DATA_DIR',
        zh: `无法创建数据文件夹 ${path}；请把 HEDUI_DATA_DIR 指向可写的位置。`,
        en: `the data folder ${path} cannot be created; let HEDUI_DATA_DIR name a writable place`,
      },
      { cause: asError(thrown) },
    );
  }
}

async function findDatabase(
  config: Config,
  log: Log,
  life: Lifecycle,
  visits: boolean,
): Promise<{ appUrl: string; ownerUrl: string | undefined }> {
  if (config.database.kind === 'server') {
    return { appUrl: config.database.appUrl, ownerUrl: config.database.ownerUrl };
  }
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
    life.add('embedded PostgreSQL', postgres.stop);
    return { appUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl };
  } catch (thrown) {
    const inUse = thrown instanceof Problem && thrown.code === 'UNAVAILABLE';
    if (!visits || !inUse) throw thrown;
    return { appUrl: await visitEmbeddedPostgres(config.dataDir), ownerUrl: undefined };
  }
}

/** @throws Problem BAD_CONFIGURATION naming the mistake, never a key. */
export async function readKeyring(config: Config): Promise<Keyring> {
  switch (config.keyring.kind) {
    case 'inline':
      return parseKeyring(config.keyring.json);
    case 'file':
      return readKeyringFile(config.keyring.path, { ownerOnly: config.mode === 'production' });
    case 'generated':
      return readOrCreateKeyringFile(`${config.dataDir}/keyring.json`);
  }
}

async function assertMigrated(db: Database): Promise<void> {
  const { rows } = await sql<{ table: string | null }>`SELECT to_regclass('public.key_proof')::text AS table`.execute(
    db,
  );
  if (rows[0]?.table) return;
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'DATABASE_URL',
    zh: '数据库尚未建表，或表比本程序旧；请设置 HEDUI_OWNER_URL 后运行 npm run migrate。',
    en: 'the database has no tables yet, or older ones than this program; set HEDUI_OWNER_URL and run npm run migrate',
  });
}
