import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { listen } from '../../../src/http/listen.ts';
import type { Listening } from '../../../src/http/listen.ts';
import { openWorkItemInTrx } from '../../../src/work-items/open-item.ts';
import { recordStep } from '../../support/acts.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { LIANGXI, openAppRoom, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';
import { readEvents } from '../http/read-events.ts';
import type { SentEvent } from '../http/read-events.ts';

let room: AppRoom;
let server: Listening;
let application: Application;
beforeAll(async () => {
  room = await openAppRoom();
  server = await listen(room.app, { host: '127.0.0.1', port: 0 });
  application = (await room.room.register()).application;
});
afterAll(async () => {
  await server.stop();
  await room.close();
});

/** The events of a subscription, as they come. */
async function subscribe(
  query: string,
  variables: object,
  { as = LIANGXI, lastEventId }: { as?: Claims; lastEventId?: string } = {},
): Promise<AsyncGenerator<SentEvent, void, undefined>> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await room.token(as)}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return readEvents(response);
}

const next = async (events: AsyncGenerator<SentEvent, void, undefined>): Promise<SentEvent> => {
  const { value } = await events.next();
  if (value === undefined) throw new Error('the stream ended');
  return value;
};

const visit = () =>
  recordStep(room.services, CASEWORKER, {
    applicationId: application.id,
    kind: 'HOME_VISITED',
    happenedAt: null,
    idempotencyKey: crypto.randomUUID(),
  });
const openItem = (division = '320213') =>
  room.services.db.transaction().execute((trx) =>
    openWorkItemInTrx(trx, {
      kind: 'TASK',
      origin: 'LATE_ANSWER',
      reason: 'REVIEW_LATE_VERSION',
      applicationId: application.id,
      subject: { kind: 'VERIFICATION', id: crypto.randomUUID() },
      division,
      by: 'hedui-worker',
      at: room.services.clock.now(),
    }),
  );

const CASE = 'subscription ($id: ID!) { caseChanged(applicationId: $id) { cursor act at } }';
const WORK = 'subscription { workChanged { id reason state owner } }';

describe('caseChanged', () => {
  it('tells which act was done to the case and when, and resumes after the last event', async () => {
    const events = await subscribe(CASE, { id: application.id });
    // The stream begins to watch once it is read.
    const first = next(events);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await visit();
    const { id, data } = await first;
    expect(JSON.parse(data)).toMatchObject({ data: { caseChanged: { act: 'RECORD_STEP', cursor: id } } });
    await events.return();
    await visit();
    const resumed = await subscribe(CASE, { id: application.id }, { lastEventId: id ?? '' });
    const missed = JSON.parse((await next(resumed)).data) as { data: { caseChanged: { cursor: string } } };
    expect(Number(missed.data.caseChanged.cursor)).toBeGreaterThan(Number(id));
    await resumed.return();
  });

  it('of another place is refused in the words of what is not there', async () => {
    const tell = async (id: string) => {
      const { data } = await next(await subscribe(CASE, { id }, { as: XINWU }));
      const { errors } = JSON.parse(data) as { errors: { message: string; extensions: { code: string } }[] };
      return errors.map(({ message, extensions: { code } }) => `${code} ${message}`);
    };
    const own = await tell(application.id);
    expect(own[0]).toMatch(/^NOT_FOUND /);
    expect(own).toEqual(await tell(crypto.randomUUID()));
  });
});

describe('workChanged', () => {
  it('tells an item when it is opened and when it is settled, each change once, to its own place', async () => {
    const events = await subscribe(WORK, {});
    const elsewhere = await subscribe(WORK, {}, { as: XINWU });
    const first = next(events);
    let heard = 0;
    void next(elsewhere).then(
      () => (heard += 1),
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    const { id } = await openItem();
    expect(JSON.parse((await first).data)).toMatchObject({ data: { workChanged: { id, state: 'OPEN' } } });
    const settle = 'mutation ($ids: [ID!]!) { settleWorkItems(ids: $ids, settlement: DONE) { __typename } }';
    const second = next(events);
    await room.ask(settle, { as: { ...LIANGXI, role: 'DECIDER' }, variables: { ids: [id] } });
    expect(JSON.parse((await second).data)).toMatchObject({ data: { workChanged: { id, state: 'SETTLED' } } });
    expect(heard).toBe(0);
    await events.return();
  });
});
