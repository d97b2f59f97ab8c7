import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: TestDatabase;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

it.each([
  { name: 'work', setting: 'HEDUI_WORKER_PORT' },
  { name: 'serve', setting: 'HEDUI_PORT' },
])('npm run $name says where it answers whether it is ready, and is', async ({ name, setting }) => {
  const program = startProgram(name, {
    DATABASE_URL: database.appUrl,
    HEDUI_DEMO: '1',
    // One keyring for both: a database takes no other than its own.
    HEDUI_DATA_DIR: join(folder.path, 'data'),
    [setting]: '0',
  });
  await program.says('"url":"');
  const url = /^\{.*"url":"([^"]+)"/m.exec(program.output())?.[1] ?? '';
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    ready: true,
    parts: { database: 'READY', queue: 'READY', keys: 'READY', migrations: 'READY' },
  });
  program.child.kill('SIGTERM');
  expect(await program.ended, program.output()).toBe(0);
});
