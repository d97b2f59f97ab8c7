import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import worker from '../../../src/main/worker.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { generateKeyring } from '../../../src/protection/keyring.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
const left: Promise<unknown>[] = [];
/** The terminal output of isolates. */
const lines: string[] = [];
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(left);
  vi.restoreAllMocks();
  await database.drop();
});

const bindings = (keyring: string, connectionString = database.appUrl) => ({
  HYPERDRIVE: { connectionString },
  HEDUI_ISSUER: 'https://id.example.cn',
  HEDUI_JWKS_URL: 'https://id.example.cn/jwks',
  HEDUI_AUDIENCE: 'hedui',
  HEDUI_KEYRING: keyring,
  HEDUI_DIVISION: '320200',
  HEDUI_LOG_LEVEL: 'error',
});
const ask = async (env: object) => {
  const context = { waitUntil: (work: Promise<unknown>) => void left.push(work) };
  const response = await worker.fetch(new Request('https://hedui.example.cn/readyz'), env, context);
  return { status: response.status, body: await response.json() };
};
const refused = { status: 503, body: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] } };
const READY = { status: 200, body: { ready: true } };

it('an isolate serves only with the keyring by which its database was filled, and compares once', async () => {
  const [real, other] = [bindings(generateKeyring()), bindings(generateKeyring())];
  expect(await ask(real)).toMatchObject(READY);
  expect(await ask(other)).toMatchObject(refused);
  expect(lines.join()).toContain('does not fit this database: its blindIndexKey');
  expect(lines.join()).not.toContain(JSON.stringify(other.HEDUI_KEYRING));
  expect(await ask({ ...real })).toMatchObject(READY);

  const db = openDatabase(database.ownerUrl, { max: 1 });
  const proofs = await db.selectFrom('key_proof').selectAll().execute();
  expect(proofs.length).toBeGreaterThan(0);
  // The old isolate does not compare its keys again; a new isolate does.
  await db
    .updateTable('key_proof')
    .set({ proof: Buffer.from('another') })
    .execute();
  await db.destroy();
  expect(await ask(real)).toMatchObject(READY);
  expect(await ask({ ...real })).toMatchObject(refused);
});

it('an isolate that cannot reach its database refuses, and compares again at the next request', async () => {
  const url = new URL(database.appUrl);
  url.port = '9';
  expect(await ask(bindings(generateKeyring(), url.href))).toMatchObject(refused);
});
