import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../src/http/listen.ts';
import type { Listening } from '../../../src/http/listen.ts';
import { logProgressInTrx } from '../../../src/verification/progress-log.ts';
import type { NewProgress } from '../../../src/verification/progress-log.ts';
import { lockVerificationInTrx } from '../../../src/verification/store.ts';
import { LIANGXI, openAppRoom, XINWU } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from './case-forms.ts';
import { readEvents } from './read-events.ts';

let room: AppRoom;
let server: Listening;
/** Listeners for notifications, in place of a queue. */
const listeners = new Map<string, Set<() => void>>();
const hint = (topic: string) => listeners.get(topic)?.forEach((listener) => listener());

beforeAll(async () => {
  room = await openAppRoom({
    async subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return { close: async () => void set.delete(listener) };
    },
  });
  server = await listen(room.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await room.close();
});

let letters = 0;
/** The one result of a mutation. */
async function mutate<T>(query: string, input: unknown): Promise<T> {
  const answer = await room.ask(query, { variables: { input } });
  expect(answer.errors).toBeUndefined();
  const [result] = Object.values(answer.data ?? {});
  return result as T;
}

async function requestOne(): Promise<string> {
  const { application } = await mutate<{
    application: { id: string; household: { members: { personId: string }[] } };
  }>(REGISTER, registration());
  letters += 1;
  const people = application.household.members.map(({ personId }) => personId);
  await mutate(RECORD, letterOf(application.id, people, `L-${letters}-1`));
  const { verification } = await mutate<{ verification: { id: string } }>(REQUEST, {
    applicationId: application.id,
    purpose: 'APPLICATION',
    idempotencyKey: crypto.randomUUID(),
  });
  return verification.id;
}

const bare = (id: string) => id.replace('Verification:', '');
async function happen(id: string, ...events: NewProgress['event'][]): Promise<void> {
  const verificationId = bare(id);
  await room.services.db.transaction().execute(async (trx) => {
    await lockVerificationInTrx(trx, verificationId);
    await logProgressInTrx(
      trx,
      room.services.clock.now(),
      events.map((event) => ({ verificationId, event })),
    );
  });
  hint(`verification.${verificationId}`);
}

const SUBSCRIPTION = `subscription($id: ID!) { verificationProgress(id: $id) { event at } }`;
const ways = {
  'the GraphQL subscription': async (id: string, headers: Record<string, string>, as = LIANGXI) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await room.token(as)}`,
        ...headers,
      },
      body: JSON.stringify({ query: SUBSCRIPTION, variables: { id } }),
    }),
  'the plain route': async (id: string, headers: Record<string, string>, as = LIANGXI) =>
    fetch(`${server.url}/verifications/${bare(id)}/progress`, {
      headers: { authorization: `Bearer ${await room.token(as)}`, ...headers },
    }),
} as const;

describe.for(Object.entries(ways))('progress through %s', ([, open]) => {
  it('comes as it happens, ends with the report, and every event carries its cursor', async () => {
    const id = await requestOne();
    const events = readEvents(await open(id, {}));
    const first = await events.next();
    expect(first.value).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      data: expect.stringContaining('REQUESTED'),
    });
    await happen(id, 'PLANNED', 'ASKED');
    expect((await events.next()).value?.data).toContain('PLANNED');
    expect((await events.next()).value?.data).toContain('ASKED');
    await happen(id, 'REPORT_ISSUED');
    expect((await events.next()).value?.data).toContain('REPORT_ISSUED');
    expect((await events.next()).value).toMatchObject({ event: 'complete' });
    expect((await events.next()).done).toBe(true);
  });

  it('resumes by Last-Event-ID without gap or repetition, wherever it was cut', async () => {
    const id = await requestOne();
    await happen(id, 'PLANNED', 'ASKED', 'ASKED', 'ANSWERED', 'ANSWERED', 'REPORT_ISSUED');
    const seen: string[] = [];
    let last: string | null = null;
    for (let connections = 0; connections < 20 && !seen.at(-1)?.includes('complete'); connections += 1) {
      const response: Response = await open(id, last === null ? {} : { 'last-event-id': last });
      let taken = 0;
      for await (const event of readEvents(response)) {
        if (event.event === 'complete') {
          seen.push('complete');
          break;
        }
        seen.push(`${event.id}`);
        last = event.id;
        taken += 1;
        if (taken === 2) break;
      }
    }
    const rows = await room.services.db
      .selectFrom('progress')
      .select('seq')
      .where('verification_id', '=', bare(id))
      .orderBy('seq')
      .execute();
    // The check is not settled in the table here, so each stream ends by its terminal line alone.
    expect(seen.filter((one) => one !== 'complete')).toEqual(rows.map(({ seq }) => String(seq)));
  });

  it('of a settled check ends at once for who has seen all of it', async () => {
    const id = await requestOne();
    await happen(id, 'REPORT_ISSUED');
    await room.services.db
      .updateTable('verification')
      .set({ state: 'ISSUED_COMPLETE' })
      .where('id', '=', bare(id))
      .execute();
    const events = readEvents(await open(id, { 'last-event-id': '999999999' }));
    expect((await events.next()).value).toMatchObject({ event: 'complete' });
  });

  it('is nothing to a caller of another place', async () => {
    const id = await requestOne();
    const response = await open(id, {}, XINWU);
    expect(await response.text()).toContain('NOT_FOUND');
    expect(await room.looks()).toContain('READ_PROGRESS REFUSED');
  });

  it('stops listening when the caller goes away', async () => {
    const id = await requestOne();
    const response = await open(id, {});
    const events = readEvents(response);
    await events.next();
    const topic = listeners.get(bare(id));
    expect(topic?.size).toBe(1);
    await events.return(undefined);
    while (topic?.size !== 0) await pause(10);
    expect(topic.size).toBe(0);
  });
});

describe('a subscription', () => {
  it('is refused, typed, for a client that accepts no stream', async () => {
    const response = await ways['the GraphQL subscription'](await requestOne(), { accept: 'application/json' });
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      errors: [
        { extensions: { code: 'INVALID_INPUT', field: 'accept', zh: expect.stringContaining('text/event-stream') } },
      ],
    });
  });
});

describe('stopping the server', () => {
  it('ends open streams within its grace', async () => {
    const other = await listen(room.app, { host: '127.0.0.1', port: 0 });
    const id = await requestOne();
    const response = await fetch(`${other.url}/verifications/${bare(id)}/progress`, {
      headers: { authorization: `Bearer ${await room.token(LIANGXI)}` },
    });
    const rest = response.text().catch(() => 'cut');
    await other.stop();
    expect(await rest).toMatch(/REQUESTED|cut/);
  });
});

describe('progress of an incomplete report', () => {
  const settle = (id: string, state: 'ISSUED_INCOMPLETE' | 'ISSUED_COMPLETE') =>
    room.services.db.updateTable('verification').set({ state }).where('id', '=', bare(id)).execute();
  const watchers = {
    'the GraphQL subscription': async (id: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await room.token(LIANGXI)}`,
        },
        body: JSON.stringify({
          query: 'subscription($id: ID!) { verificationProgress(id: $id, late: true) { event } }',
          variables: { id },
        }),
      }),
    'the plain route': async (id: string) =>
      fetch(`${server.url}/verifications/${bare(id)}/progress?late=true`, {
        headers: { authorization: `Bearer ${await room.token(LIANGXI)}` },
      }),
  };

  it.each(Object.entries(watchers))(
    'goes on through %s with late answers and the versions that they make, until it is complete',
    async (_way, open) => {
      const id = await requestOne();
      await happen(id, 'REPORT_ISSUED');
      await settle(id, 'ISSUED_INCOMPLETE');
      const events = readEvents(await open(id));
      const next = async () => (await events.next()).value;
      expect((await next())?.data).toContain('REQUESTED');
      expect((await next())?.data).toContain('REPORT_ISSUED');
      await happen(id, 'LATE_ANSWER', 'REPORT_ISSUED');
      expect((await next())?.data).toContain('LATE_ANSWER');
      expect((await next())?.data).toContain('REPORT_ISSUED');
      await settle(id, 'ISSUED_COMPLETE');
      await happen(id, 'LATE_ANSWER', 'REPORT_ISSUED');
      expect((await next())?.data).toContain('LATE_ANSWER');
      expect((await next())?.data).toContain('REPORT_ISSUED');
      expect(await next()).toMatchObject({ event: 'complete' });
    },
  );
});
