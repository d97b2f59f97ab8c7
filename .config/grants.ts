// `npm run grants` writes the table "Roles in the database" of docs/architecture.md from a database that is migrated anew.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { grantsTable } from '../src/platform/grants.ts';
import { silentLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { ROOT } from './tree.ts';

const DOCUMENT = join(ROOT, 'docs/architecture.md');
const TABLE = /\| Tables +\| `hedui_app` may +\|\n(?:\|.*\n)+/;

const dataDir = mkdtempSync(join(tmpdir(), 'hedui-grants-'));
chmodSync(dataDir, 0o755);
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, durable: false });
try {
  await migrate(postgres.ownerUrl, { withQueue: false });
  const db = openDatabase(postgres.ownerUrl, { max: 1 });
  const table = await grantsTable(db);
  await db.destroy();
  writeFileSync(
    DOCUMENT,
    readFileSync(DOCUMENT, 'utf8').replace(TABLE, () => `${table}\n`),
  );
  process.stdout.write(`${table}\n`);
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
