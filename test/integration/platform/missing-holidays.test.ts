import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { layFoundation } from '../../../src/main/foundation.ts';
import { Lifecycle } from '../../../src/main/lifecycle.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { PUBLISHED_THROUGH } from '../../../src/platform/holidays.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), temporaryFolder()]);
});
afterEach(async () => {
  await folder.remove();
  await database.drop();
});

const year = Number(PUBLISHED_THROUGH.slice(0, 4));

it.each([
  [`${year}-10-31T10:00:00Z`, []],
  [`${year}-11-02T10:00:00Z`, [{ year: year + 1 }]],
] as const)('a program that starts at %s warns of the missing holiday notice: %o', async (startsAt, told) => {
  const warnings: unknown[] = [];
  const life = new Lifecycle();
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    HEDUI_DEMO: '1',
    HEDUI_DATA_DIR: folder.path,
    HEDUI_CLOCK_OFFSET_MS: String(new Date(startsAt).getTime() - systemClock.now().getTime()),
  });
  const warn = (event: string, fields?: unknown) => {
    if (event === 'holiday notice missing') warnings.push(fields);
  };
  try {
    await layFoundation(config, { ...silentLog, warn }, life);
    expect(warnings).toEqual(told);
  } finally {
    await life.stop();
  }
});
