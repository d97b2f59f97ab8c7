import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../src/http/listen.ts';
import type { Listening } from '../../../src/http/listen.ts';
import { createLineLog } from '../../../src/platform/log.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { LIANGXI, openAppRoom } from './app-room.ts';
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
  it.for([
    [
      'too deep',
      `{ applications { edges { node { ${'verifications { '.repeat(1)}id }${' }'.repeat(1)} } } }`.replace(
        'verifications { id }',
        `household { members { ${'countsBecause { zh } '.repeat(1)} } }`,
      ),
      false,
    ],
    [
      'many aliases',
      `{ ${Array.from({ length: 500 }, (_, i) => `a${i}: applications { edges { cursor } }`).join(' ')} }`,
      true,
    ],
    ['many names of one kind', `{ ${Array.from({ length: 3000 }, (_, i) => `a${i}: __typename`).join(' ')} }`, true],
    [
      'great lists of lists',
      `{ applications(first: 100) { edges { node { verifications { evidence { kind } report { indicators { reasons { zh } } } preliminary { indicators { reasons { zh } } } } } } } }`,
      true,
    ],
  ] as const)('because of %s is refused or not as its cost says', async ([, query, refused]) => {
    const answer = await room.ask(query);
    expect(answer.errors !== undefined).toBe(refused);
    if (refused) expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a fault of ours', () => {
  it('is shown without detail, and logged under the check id that the caller was given', async () => {
    const broken = await openAppRoom({
      log: createLineLog({ level: 'info', clock: systemClock, write: (line) => lines.push(line) }),
    });
    await broken.room.services.db.schema
      .dropTable('nothing')
      .ifExists()
      .execute()
      .catch(() => undefined);
    const { application } = await broken.room.register();
    // A cipher from another cell does not open: the row was altered outside the application.
    await broken.services.db
      .updateTable('application')
      .set({ category: 'NO_SUCH_CATEGORY' })
      .where('id', '=', application.id)
      .execute();
    const answer = await broken.ask(`{ applications { edges { node { number } } } }`, {
      headers: { 'x-check-id': 'check-of-the-caller' },
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', checkId: 'check-of-the-caller' });
    expect(JSON.stringify(answer.errors)).not.toMatch(/RangeError|category|stack/);
    expect(answer.headers.get('x-check-id')).toBe('check-of-the-caller');
    const logged = lines.filter((line) => line.includes('check-of-the-caller'));
    expect(logged.some((line) => line.includes('RangeError'))).toBe(true);
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
