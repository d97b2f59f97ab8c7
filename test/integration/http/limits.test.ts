import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../src/http/listen.ts';
import type { Listening } from '../../../src/http/listen.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { createLineLog } from '../../../src/platform/log.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { LIANGXI, openAppRoom, OPERATOR } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { RECORD, REGISTER, registration } from './case-forms.ts';

let room: AppRoom;
let server: Listening;
let lines: string[];
beforeAll(async () => {
  lines = [];
  const log = createLineLog({ level: 'info', clock: systemClock, write: (line) => lines.push(line) });
  room = await openAppRoom({ log });
  server = await listen(room.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await room.close();
});

const post = async (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await room.token(LIANGXI)}`, ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
  });
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('a body that is too large', () => {
  it('is refused by its declared length, and the connection is closed', async () => {
    const response = await post('x'.repeat(16 * 1024 * 1024));
    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).toBe('close');
    expect(await codeOf(response)).toBe('BODY_TOO_LARGE');
  });

  it('is refused as it comes where no length was declared', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(32);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 20) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await room.app.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await room.token(LIANGXI)}` },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(18);
  });

  it('may be large for the scan of a letter only', async () => {
    const scan = { mediaType: 'image/png', bytes: Buffer.alloc(2 * 1024 * 1024).toString('base64') };
    const input = { applicationId: crypto.randomUUID(), letterNumber: 'A-1', signedOn: '2018-02-01', grants: [], scan };
    const letter = await post(JSON.stringify({ query: RECORD, variables: { input } }));
    expect(await letter.json()).toMatchObject({ data: { recordLetter: { code: 'NOT_FOUND' } } });
    const form = registration({ members: [{ ...registration().members[0], name: 'x'.repeat(2 * 1024 * 1024) }] });
    const other = await post(JSON.stringify({ query: REGISTER, variables: { input: form } }));
    expect(other.status).toBe(413);
    expect(await codeOf(other)).toBe('BODY_TOO_LARGE');
    const stuffed = await post(
      JSON.stringify({ query: RECORD, variables: { input: { ...input, letterNumber: 'x'.repeat(2 * 1024 * 1024) } } }),
    );
    expect(stuffed.status).toBe(413);
  });

  it('leaves the server fit for the next request', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe('a query that asks too much', () => {
  const nested = (depth: number): string =>
    depth === 0 ? 'id' : `verifications { application { ${nested(depth - 1)} } }`;
  const many = (count: number, field: string) => Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ');
  /** 2^count fields in a few lines. */
  const doubling = (count: number) =>
    Array.from({ length: count }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)
      .concat(`fragment F${count} on Query { __typename }`)
      .join(' ');
  const wide = 'indicators { reasons { zh } notes { zh } visitHints { zh } } answers { words { zh } }';
  it.for([
    ['its depth', `{ applications { edges { node { ${nested(8)} } } } }`],
    ['its aliases', `{ ${many(500, 'applications { edges { cursor } }')} }`],
    ['its length', `{ ${many(3_000, '__typename')} }`],
    ['its aliases of what GraphQL answers by itself', `{ ${many(401, '__typename')} }`],
    ['its aliases in a mutation', `mutation { ${many(401, '__typename')} }`],
    ['its aliases within a fragment', `{ ...F ...F } fragment F on Query { ${many(201, '__typename')} }`],
    ['fragments that double', `{ ...F0 } ${doubling(60)}`],
    [
      'its lists of lists',
      `{ applications(first: 100) { edges { node { verifications { report { ${wide} } preliminary { ${wide} } } } } } }`,
    ],
  ] as const)('is refused for %s', async ([, query]) => {
    const before = (await room.looks()).length;
    const answer = await room.ask(query);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', zh: expect.any(String) });
    expect((await room.looks()).length).toBe(before);
  });

  it('is refused for aliases of the schema’s own fields, to those too who may read it', async () => {
    const types = await room.ask(`{ __schema { ${many(401, 'types { name }')} } }`, { as: OPERATOR });
    expect(types.errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      en: expect.stringContaining('aliases'),
    });
    expect(types.data).toBeUndefined();
  });

  it('is not refused for 400 fields, nor for the whole schema as a tool asks for it', async () => {
    expect((await room.ask(`{ ${many(400, '__typename')} }`)).errors).toBeUndefined();
    const all = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true };
    const query = getIntrospectionQuery({ ...all, inputValueDeprecation: true, oneOf: true });
    expect((await room.ask(query, { as: OPERATOR })).errors).toBeUndefined();
  });

  it('is not refused for a page of cases with their people and checks', async () => {
    const answer = await room.ask(
      `{ applications(first: 50) { edges { node {
        number household { members { name maskedNumber relationName { zh } countsBecause { zh } } }
        missingSignatures { needs } verifications { state deadlineAt }
      } } pageInfo { endCursor hasNextPage } } }`,
    );
    expect(answer.errors).toBeUndefined();
  });

  it('is not refused for the whole of one check', async () => {
    const words = '{ zh en }';
    const report = `number version preliminary overall overallWords ${words} doubts ${words} visitPoints ${words}
      indicators { id name ${words} result resultZh figure { count fen } line { count fen } reasons ${words} notes ${words} visitHints ${words} evidence sources ${words} oldestData newestData lineSource { document article verified } }
      assessment { annualIncomeFen gapFen degree lines { label ${words} expression amountFen declaredOnly basis } }
      missing { personName body ${words} kind words ${words} why ${words} } notAsked { kind why ${words} }
      answers { personName department ${words} subject ${words} kind words ${words} } changes ${words} statements ${words} text json`;
    const answer = await room.ask(
      `query($id: ID!) { verification(id: $id) { state evidence { kind territoryName askedAt commitment } progress { cursor event at }
        report { ${report} } preliminary { ${report} } reports { version } } }`,
      { variables: { id: crypto.randomUUID() } },
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a fault of ours', () => {
  it('is shown without detail, and logged under the check id that the caller was given', async () => {
    const broken = await openAppRoom({
      log: createLineLog({ level: 'info', clock: systemClock, write: (line) => lines.push(line) }),
    });
    const { application } = await broken.room.register();
    // The row was altered outside the application.
    const owner = openDatabase(broken.room.database.ownerUrl, { max: 1 });
    await owner
      .updateTable('household_member')
      .set({ details_cipher: Buffer.from([0]) })
      .where('household_id', '=', application.householdId)
      .execute();
    await owner.destroy();
    const answer = await broken.ask(`{ applications { edges { node { household { members { name } } } } } }`, {
      headers: { 'x-check-id': 'check-of-the-caller' },
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', checkId: 'check-of-the-caller' });
    expect(JSON.stringify(answer.errors)).not.toMatch(/VaultError|cipher|stack/);
    expect(answer.headers.get('x-check-id')).toBe('check-of-the-caller');
    const logged = lines.filter((line) => line.includes('check-of-the-caller'));
    expect(logged.some((line) => line.includes('VaultError'))).toBe(true);
    await broken.close();
  });

  it('and a check id that could be a person’s number is replaced', async () => {
    const answer = await room.ask('{ __typename }', { headers: { 'x-check-id': '320213196001010011' } });
    expect(answer.headers.get('x-check-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the server', () => {
  it('says in one sentence that its port is in use', async () => {
    const refused = await listen(room.app, { host: '127.0.0.1', port: server.port }).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).details).toMatchObject({ code: 'BAD_CONFIGURATION', field: 'HEDUI_PORT' });
  });

  it('sets its headers on every answer and shows no page outside a demonstration', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
  });
});
