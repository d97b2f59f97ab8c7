import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedProvider } from '../../src/access/embedded-provider.ts';
import type { EmbeddedProvider } from '../../src/access/embedded-provider.ts';
import { getToken } from '../../src/main/demo-client.ts';
import { shiftedClock, systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import type { Database } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { generateKeyring } from '../../src/protection/keyring.ts';
import { logProgressInTrx } from '../../src/verification/progress-log.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from '../integration/http/case-forms.ts';
import { readEvents } from '../integration/http/read-events.ts';
import { startWrangler } from './start-wrangler.ts';
import type { Wrangler } from './start-wrangler.ts';

const OFFSET = new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime();

let database: TestDatabase;
let db: Database;
let provider: EmbeddedProvider;
let worker: Wrangler;
let token: string;
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const folder = await temporaryFolder();
  undo.push(() => folder.remove());
  database = await createTestDatabase();
  undo.push(() => database.drop());
  db = openDatabase(database.appUrl);
  undo.push(() => db.destroy());
  provider = await startEmbeddedProvider({
    dataDir: folder.path,
    port: 0,
    host: '127.0.0.1',
    audience: 'hedui',
    log: silentLog,
  });
  undo.push(() => provider.stop());
  worker = await startWrangler(database.appUrl, {
    HEDUI_ISSUER: provider.issuer,
    HEDUI_JWKS_URL: provider.jwksUrl,
    HEDUI_AUDIENCE: 'hedui',
    HEDUI_KEYRING: JSON.stringify(JSON.parse(generateKeyring())),
    HEDUI_DEMO: '1',
    HEDUI_CLOCK_OFFSET_MS: String(OFFSET),
  });
  undo.push(() => worker.stop());
  const account = provider.accounts.find(({ id }) => id === 'caseworker-liangxi');
  if (account === undefined) throw new Error('the demo has a caseworker of 梁溪区');
  token = await getToken(provider.tokenUrl, account);
});
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

async function ask(query: string, variables: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${worker.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  expect(body.errors, worker.output().slice(-2_000)).toBeUndefined();
  return body.data ?? {};
}

describe('the gateway in workerd', () => {
  it('is ready, without a queue', async () => {
    const answer = await fetch(`${worker.url}/readyz`);
    expect(await answer.json()).toEqual({
      ready: true,
      parts: { database: 'READY', keys: 'READY', migrations: 'READY' },
    });
  });

  let verificationId: string;

  it('reads nothing for a request without a token', async () => {
    const response = await fetch(`${worker.url}/graphql?query={__typename}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('registers, records a letter and requests a verification; the promise of work lies in the outbox', async () => {
    const registered = await ask(REGISTER, { input: registration() });
    const { application } = registered['registerApplication'] as {
      application: { id: string; household: { members: { personId: string; name: string }[] } };
    };
    expect(application.household.members[0]?.name).toBe('测试甲');
    const people = application.household.members.map(({ personId }) => personId);
    const recorded = await ask(RECORD, { input: letterOf(application.id, people, '锡核授〔2018〕0001号') });
    expect(recorded['recordLetter']).toMatchObject({ __typename: 'RecordLetterSuccess' });
    const requested = await ask(REQUEST, {
      input: { applicationId: application.id, purpose: 'APPLICATION', idempotencyKey: 'edge-1' },
    });
    expect(requested['requestVerification']).toMatchObject({ verification: { state: 'REQUESTED' } });
    verificationId = (requested['requestVerification'] as { verification: { id: string } }).verification.id.replace(
      'Verification:',
      '',
    );
    const outbox = await db.selectFrom('outbox').select(['id', 'data', 'dispatched_at']).execute();
    expect(outbox).toEqual([{ id: verificationId, data: { verificationId }, dispatched_at: null }]);
  });

  it('shows progress to who polls', async () => {
    const data = await ask(
      `query($id: ID!) { verification(id: $id) { state progress { event } preliminary { preliminary text } } }`,
      {
        id: verificationId,
      },
    );
    expect(data).toMatchObject({
      verification: {
        state: 'REQUESTED',
        progress: [{ event: 'REQUESTED' }],
        preliminary: { preliminary: true, text: expect.stringContaining('演示数据') },
      },
    });
  });

  it.for(['route', 'subscription'] as const)('streams progress by the %s, resumed where it was cut', async (way) => {
    const open = (last?: string) =>
      fetch(way === 'route' ? `${worker.url}/verifications/${verificationId}/progress` : `${worker.url}/graphql`, {
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          ...(last === undefined ? {} : { 'last-event-id': last }),
        },
        ...(way === 'route'
          ? {}
          : {
              method: 'POST',
              body: JSON.stringify({
                query: 'subscription($id: ID!) { verificationProgress(id: $id) { event } }',
                variables: { id: verificationId },
              }),
            }),
      });
    const before = readEvents(await open());
    const first = await before.next();
    expect(first.value).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      data: expect.stringContaining('REQUESTED'),
    });
    await before.return(undefined);

    const resumed = readEvents(await open(first.value?.id ?? ''));
    const next = resumed.next();
    await db
      .transaction()
      .execute((trx) => logProgressInTrx(trx, shiftedClock(OFFSET).now(), [{ verificationId, event: 'PLANNED' }]));
    expect((await next).value?.data).toContain('PLANNED');
    await resumed.return(undefined);
  });

  it('serves the public check page to anybody, and says of a PDF where to get it', async () => {
    const page = await fetch(`${worker.url}/check/ABCDEFGHJKLMNPQRSTUV`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
    expect(await page.text()).toContain('查无此码');
    const pdf = await fetch(`${worker.url}/verifications/${verificationId}/report.pdf`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(pdf.status).toBe(501);
    expect(await pdf.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_OFFERED_HERE' } }] });
  });

  it('left a look for what was read, and told no secret on its terminal', async () => {
    const looks = await db.selectFrom('look_log').select('act').distinct().orderBy('act').execute();
    expect(looks.map(({ act }) => act)).toEqual(
      expect.arrayContaining([
        'READ_APPLICATION',
        'READ_PROGRESS',
        'READ_REPORT',
        'RECORD_LETTER',
        'REQUEST_VERIFICATION',
      ]),
    );
    expect(worker.output()).not.toMatch(/测试甲|320213196001010011|32021419991231100X/);
  });
});
