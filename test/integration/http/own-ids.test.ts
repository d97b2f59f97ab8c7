import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIANGXI, openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { letterOf, RECORD, REQUEST } from './case-forms.ts';

let room: AppRoom;
let app = '';
let household = '';
let check = '';
let people: string[] = [];
beforeAll(async () => {
  room = await openAppRoom();
  const registered = await room.room.register();
  app = registered.application.id;
  household = registered.application.householdId;
  people = registered.household.members.map(({ personId }) => personId);
  await room.ask(RECORD, { variables: { input: letterOf(app, people, '锡核授〔2018〕0401号') } });
  const wish = { applicationId: app, purpose: 'APPLICATION', idempotencyKey: 'own-ids' };
  const { data } = await room.ask(REQUEST, { variables: { input: wish } });
  check = /"Verification:([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
});
afterAll(() => room.close());

/** The looks that a piece of work leaves. */
async function looksOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await room.looks()).length;
  await work();
  return (await room.looks()).slice(before);
}

describe('an id of ours in capitals', () => {
  const READS: Readonly<Record<string, () => readonly [query: string, id: string]>> = {
    application: () => ['query ($id: ID!) { application(id: $id) { number } }', app],
    'application by its global id': () => [
      'query ($id: ID!) { application(id: $id) { number } }',
      `Application:${app}`,
    ],
    verification: () => ['query ($id: ID!) { verification(id: $id) { state } }', check],
    household: () => ['query ($id: ID!) { household(id: $id) { version } }', household],
    'household by its global id': () => [
      'query ($id: ID!) { household(id: $id) { version } }',
      `Household:${household}`,
    ],
    node: () => ['query ($id: ID!) { node(id: $id) { ... on Application { number } } }', `Application:${app}`],
    'node of a check': () => [
      'query ($id: ID!) { node(id: $id) { ... on Verification { state } } }',
      `Verification:${check}`,
    ],
  };
  it.for(Object.keys(READS))('shows what it names, and leaves the same looks: %s', async (way) => {
    const [query, id] = READS[way]?.() ?? ['', ''];
    const capitals = id.replace(/[0-9a-f-]{36}$/, (guid) => guid.toUpperCase());
    expect(capitals).not.toBe(id);
    const answers: unknown[] = [];
    const looks: string[][] = [];
    for (const one of [id, capitals]) {
      looks.push(await looksOf(async () => answers.push((await room.ask(query, { variables: { id: one } })).data)));
      // The same in the document itself.
      const literal = query.replace('query ($id: ID!) ', '').replace('$id', JSON.stringify(one));
      expect((await room.ask(literal)).data).toEqual(answers.at(-1));
    }
    expect(answers[0]).not.toBeNull();
    expect(answers[1]).toEqual(answers[0]);
    expect(looks[0]).not.toEqual([]);
    expect(looks[1]).toEqual(looks[0]);
  });

  it('is read on a route', async () => {
    const ask = async (id: string) =>
      (
        await room.app.request(`/verifications/${id}/report.pdf`, {
          headers: { authorization: `Bearer ${await room.token(LIANGXI)}` },
        })
      ).status;
    expect(await ask(`Verification:${check.toUpperCase()}`)).toBe(await ask(check));
    const looks = [await looksOf(() => ask(check)), await looksOf(() => ask(check.toUpperCase()))];
    expect(looks[1]).toEqual(looks[0]);
  });

  it('is read deep in an input: a letter for a person written in capitals is theirs', async () => {
    const capitals = letterOf(
      app.toUpperCase(),
      people.map((id) => id.toUpperCase()),
      '锡核授〔2018〕0402号',
    );
    const { data } = await room.ask(RECORD, { variables: { input: capitals } });
    expect(data).toMatchObject({
      recordLetter: {
        letter: { grants: expect.arrayContaining(people.map((personId) => expect.objectContaining({ personId }))) },
      },
    });
  });

  it('and a text that only looks like one is none', async () => {
    for (const id of [`${app}0`, `X:Y:${app}`, '-'.repeat(36)]) {
      expect(
        (await room.ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } })).data?.['node'],
      ).toBeNull();
    }
  });
});
