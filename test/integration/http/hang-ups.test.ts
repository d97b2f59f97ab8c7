import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../../../src/http/listen.ts';
import type { Listening } from '../../../src/http/listen.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { createLineLog } from '../../../src/platform/log.ts';
import { LIANGXI, openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { letterOf, RECORD, REQUEST } from './case-forms.ts';
import { readEvents } from './read-events.ts';

let room: AppRoom;
let server: Listening;
let check = '';
const lines: string[] = [];
/** A request must be whole within this time here, ms; in the house it is 30 s. */
const WHOLE_WITHIN_MS = 700;

beforeAll(async () => {
  const log = createLineLog({ level: 'info', clock: systemClock, write: (line) => lines.push(line) });
  room = await openAppRoom({ log });
  server = await listen(room.app, { host: '127.0.0.1', port: 0 }, { requestMs: WHOLE_WITHIN_MS, lookEveryMs: 50 });
  const { application, household } = await room.room.register();
  const people = household.members.map(({ personId }) => personId);
  await room.ask(RECORD, { variables: { input: letterOf(application.id, people, 'L-1') } });
  const { data } = await room.ask(REQUEST, {
    variables: { input: { applicationId: application.id, purpose: 'APPLICATION', idempotencyKey: 'one' } },
  });
  check = /"Verification:([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
});
afterAll(async () => {
  await server.stop();
  await room.close();
});

const spoken: string[] = [];
beforeEach(() => {
  lines.length = 0;
  spoken.length = 0;
  for (const way of ['error', 'warn', 'info', 'log'] as const) {
    vi.spyOn(console, way).mockImplementation((...words) => void spoken.push(words.join(' ')));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(lines.filter((line) => /"level":"(error|warn)"/.test(line))).toEqual([]);
  expect(spoken).toEqual([]);
});

/** Once the server has written its line about each request. */
async function written(requests: number): Promise<void> {
  await vi.waitFor(() => expect(lines.filter((line) => line.includes('"event":"request"'))).toHaveLength(requests), {
    timeout: 10_000,
  });
  await pause(50);
}

const SUBSCRIPTION = 'subscription($id: ID!) { verificationProgress(id: $id) { event } }';
const post = async (body: string, init: RequestInit = {}, expiresAt?: Date) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream, application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${await room.token(LIANGXI, expiresAt === undefined ? {} : { expiresAt })}`,
    },
    body,
    ...init,
  });
const streams = {
  'the GraphQL subscription': (expiresAt?: Date) =>
    post(JSON.stringify({ query: SUBSCRIPTION, variables: { id: check } }), {}, expiresAt),
  'the plain route': async (expiresAt?: Date) =>
    fetch(`${server.url}/verifications/${check}/progress`, {
      headers: { authorization: `Bearer ${await room.token(LIANGXI, expiresAt === undefined ? {} : { expiresAt })}` },
    }),
};

describe.for(Object.entries(streams))('a stream through %s', ([, open]) => {
  it('whose client hangs up is no error', async () => {
    const events = readEvents(await open());
    await events.next();
    await events.return(undefined);
    await written(1);
  });

  it('whose token ends says so, typed, in the stream, and is no error', async () => {
    const told: string[] = [];
    for await (const { data } of readEvents(await open(new Date(systemClock.now().getTime() + 1_000)))) told.push(data);
    expect(told.some((data) => data.includes('UNAUTHENTICATED') && data.includes('令牌已过期'))).toBe(true);
    await written(1);
  });
});

describe('a client that hangs up while it is served is no error', () => {
  const APPLICATIONS = JSON.stringify({ query: '{ applications(first: 5) { edges { node { number } } } }' });
  const requests: Readonly<Record<string, (signal: AbortSignal) => Promise<Response>>> = {
    'by a query': (signal) => post(APPLICATIONS, { signal }),
    'by an act': (signal) =>
      post(
        JSON.stringify({
          query: 'mutation($id: ID!) { cancelVerification(id: $id) { __typename } }',
          variables: { id: check },
        }),
        { signal },
      ),
    'by the opening of a stream': (signal) =>
      post(JSON.stringify({ query: SUBSCRIPTION, variables: { id: check } }), { signal }),
    'on a route': async (signal) =>
      fetch(`${server.url}/verifications/${check}/progress`, {
        signal,
        headers: { authorization: `Bearer ${await room.token(LIANGXI)}` },
      }),
  };
  it.for(Object.keys(requests))('%s', async (way) => {
    const owner = openDatabase(room.room.database.ownerUrl, { max: 1 });
    const gone = new AbortController();
    // The audit log is locked, so that every read and act waits for it.
    await owner.transaction().execute(async (trx) => {
      await sql`LOCK TABLE look_log IN ACCESS EXCLUSIVE MODE`.execute(trx);
      const response = requests[way]?.(gone.signal).catch((thrown: unknown) => thrown);
      await pause(150);
      gone.abort();
      expect(await response).toBeInstanceOf(Error);
      await pause(50);
    });
    await owner.destroy();
    await written(1);
  });
});

/** Writes to a socket of its own, and reads until it is closed. */
async function speak(text: string, hangUpAfterMs?: number): Promise<{ answer: string; tookMs: number }> {
  const start = performance.now();
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes.toString();
  });
  socket.on('error', () => socket.destroy());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(text);
  if (hangUpAfterMs !== undefined) setTimeout(() => socket.resetAndDestroy(), hangUpAfterMs);
  await closed;
  return { answer, tookMs: performance.now() - start };
}

describe('a request that does not come to its end', () => {
  const head = async (length: number) =>
    [
      'POST /graphql HTTP/1.1',
      'host: hedui',
      'content-type: application/json',
      `authorization: Bearer ${await room.token(LIANGXI)}`,
      `content-length: ${length}`,
      '',
      '{"query":',
    ].join('\r\n');

  it('holds its socket no longer than a request may take', async () => {
    for (const text of [
      await head(100),
      'POST /graphql HTTP/1.1\r\nhost: hedui\r\n',
      'GET /healthz HTTP/1.1\r\nx-slow: ',
    ]) {
      const { answer, tookMs } = await speak(text);
      expect(answer === '' || answer.startsWith('HTTP/1.1 408')).toBe(true);
      expect(tookMs).toBeGreaterThanOrEqual(WHOLE_WITHIN_MS);
      expect(tookMs).toBeLessThan(WHOLE_WITHIN_MS + 2_500);
    }
    await written(1);
  });

  it('because its client hung up is no error', async () => {
    await speak(await head(100), 100);
    await written(1);
  });
});
