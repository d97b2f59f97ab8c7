import { readConfig } from '../config.ts';
import { migrate } from '../platform/migrate.ts';
import { Problem } from '../platform/problem.ts';
import { runProgram } from './lifecycle.ts';

// Brings a server's database up to this version, as its owner.
await runProgram(async () => {
  const { database } = readConfig(process.env);
  if (database.kind !== 'server' || database.ownerUrl === undefined) {
    throw new Problem({
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_OWNER_URL',
      zh: '请设置 DATABASE_URL 和 HEDUI_OWNER_URL；内置数据库在启动时自动迁移。',
      en: 'set DATABASE_URL and HEDUI_OWNER_URL; the embedded database migrates itself at start',
    });
  }
  await migrate(database.ownerUrl, { withQueue: true });
  process.stdout.write('数据库已是最新 / the database is up to date\n');
});
