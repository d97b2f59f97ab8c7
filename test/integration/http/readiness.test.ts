import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createWorkerApp } from '../../../src/http/worker-app.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { createLineLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import type { QueueBackend } from '../../../src/platform/queue.ts';
import { generateSigningKey, Signer } from '../../../src/protection/signer.ts';
import type { VerificationServices } from '../../../src/verification/services.ts';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { freePort } from '../../support/ports.ts';
import { signedApp } from './app-room.ts';

const ALL_READY = { database: 'READY', queue: 'READY', keys: 'READY', migrations: 'READY' };

let room: CaseRoom;
let queue: QueueBackend;
let lines: string[] = [];

beforeAll(async () => {
  room = await openCaseRoom();
  queue = await openQueue({ postgresUrl: room.database.appUrl });
});
afterEach(() => {
  lines = [];
});
afterAll(async () => {
  await queue.close();
  await room.close();
});

/** Asks gateway and worker on these services, and expects one answer of both. */
async function ready(
  changes: Partial<VerificationServices> = {},
  probeQueue: () => Promise<void> = () => queue.probe(),
): Promise<{ status: number; text: string; parts: unknown }> {
  const services = { ...room.services, ...changes };
  const log = createLineLog({ level: 'warn', clock: room.services.clock, write: (line) => lines.push(line) });
  const { app } = await signedApp(services, { log, probeQueue });
  const gateway = await app.request('/readyz');
  const worker = await createWorkerApp({ ...services, log, probeQueue }).request('/readyz');
  const text = await gateway.text();
  expect(worker.status).toBe(gateway.status);
  expect(await worker.text()).toBe(text);
  const body = JSON.parse(text) as { ready: boolean; parts: unknown };
  expect(body.ready).toBe(gateway.status === 200);
  return { status: gateway.status, text, parts: body.parts };
}

it('all parts are told ready, without a token', async () => {
  expect(await ready()).toMatchObject({ status: 200, parts: ALL_READY });
  expect(lines).toEqual([]);
});

it('a database that cannot be reached is told by name; why stands in the log, once a minute', async () => {
  const db = openDatabase(`postgres://hedui_app:s3cret-word@127.0.0.1:${await freePort()}/hedui`);
  const answer = await ready({ db });
  await db.destroy();
  expect(answer).toMatchObject({
    status: 503,
    parts: { ...ALL_READY, database: 'NOT_READY', migrations: 'NOT_READY' },
  });
  expect(JSON.parse(answer.text)).toEqual({ ready: false, parts: answer.parts });
  expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind).toSorted()).toEqual([
    'database',
    'migrations',
  ]);
  expect(lines.join('')).not.toContain('s3cret-word');
});

it('a queue that is closed is told', async () => {
  const other = await openQueue({ postgresUrl: room.database.appUrl });
  await other.close();
  const answer = await ready({}, () => other.probe());
  expect(answer).toMatchObject({ status: 503, parts: { ...ALL_READY, queue: 'NOT_READY' } });
});

it('keys that do not fit one another are told', async () => {
  const answer = await ready({ signer: new Signer(generateSigningKey(), []) });
  expect(answer).toMatchObject({ status: 503, parts: { ...ALL_READY, keys: 'NOT_READY' } });
});

it('a migration that the database has not is told, and one more than the program knows is not', async () => {
  const owner = openDatabase(room.database.ownerUrl, { max: 1 });
  await sql`INSERT INTO kysely_migration VALUES ('9999-later', '2018-01-01')`.execute(owner);
  expect(await ready()).toMatchObject({ status: 200 });
  await sql`DELETE FROM kysely_migration WHERE name = '0003-look-log'`.execute(owner);
  await owner.destroy();
  const answer = await ready();
  expect(answer).toMatchObject({ status: 503, parts: { ...ALL_READY, migrations: 'NOT_READY' } });
  expect(answer.text).not.toContain('0003');
});

it('at the edge there is no queue, and a worker has no other address', async () => {
  const fresh = await openCaseRoom();
  const { app } = await signedApp(fresh.services);
  expect(await (await app.request('/readyz')).json()).toEqual({
    ready: true,
    parts: { database: 'READY', keys: 'READY', migrations: 'READY' },
  });
  const worker = createWorkerApp({
    ...fresh.services,
    log: createLineLog({ level: 'silent', clock: fresh.services.clock, write: () => undefined }),
  });
  expect((await worker.request('/graphql')).status).toBe(404);
  await fresh.close();
});
