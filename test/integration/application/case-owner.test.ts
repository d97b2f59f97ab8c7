import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITOR, LIANGXI, openAppRoom, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';

const ASSIGN = `mutation ($ids: [ID!]!, $owner: String!) { assignCases(ids: $ids, owner: $owner) {
  __typename ... on Problem { code field } ... on AssignCasesSuccess { cases { id outcome owner { owner assignedBy } } } } }`;
const OWNER = 'query ($id: ID!) { application(id: $id) { owner { owner assignedBy } } }';
const ITEMS =
  'query ($owner: String!) { workItems(filter: { owner: { subject: $owner } }) { edges { node { reason application { id } } } } }';
const FIND =
  'query ($owner: String!) { findCases(search: { owner: $owner }, purpose: CASE_HANDLING) { edges { node { application { id } } } } }';

describe('who works on a case', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const assign = async (ids: readonly string[], owner: string, as: Claims = LIANGXI) => {
    const { data, errors } = await room.ask(ASSIGN, { as, variables: { ids, owner } });
    return (data?.['assignCases'] ?? { code: errors?.[0]?.extensions['code'] }) as {
      cases?: { id: string; outcome: string; owner: { owner: string; assignedBy: string | null } | null }[];
      code?: string;
    };
  };
  const register = async () => (await room.room.register()).application.id;
  const ownerOf = async (id: string) => (await room.ask(OWNER, { variables: { id } })).data?.['application'];
  const told = async (owner: string) => {
    const { data } = await room.ask(ITEMS, { variables: { owner } });
    const page = data?.['workItems'] as
      | { edges: { node: { reason: string; application: { id: string } } }[] }
      | undefined;
    return (page?.edges ?? []).map(({ node }) => `${node.reason} ${node.application.id}`);
  };

  it('is whoever registered it, until it is handed over; both are told', async () => {
    const id = await register();
    expect(await ownerOf(id)).toEqual({ owner: { owner: 'caseworker-1', assignedBy: null } });
    expect(await assign([id], 'colleague-1')).toMatchObject({
      cases: [{ id, outcome: 'CHANGED', owner: { owner: 'colleague-1', assignedBy: 'caseworker-320213' } }],
    });
    expect(await ownerOf(id)).toEqual({ owner: { owner: 'colleague-1', assignedBy: 'caseworker-320213' } });
    expect(await told('caseworker-1')).toContain(`CASE_HANDED_ON Application:${id}`);
    expect(await told('colleague-1')).toContain(`CASE_HANDED_TO_YOU Application:${id}`);
    expect(await room.looks()).toContain('ASSIGN_CASES DONE');
  });

  it('may take a case over, and tells nobody what they did themselves', async () => {
    const id = await register();
    const me = { ...LIANGXI, subject: 'taker' };
    expect(await assign([id], 'taker', me)).toMatchObject({ cases: [{ outcome: 'CHANGED' }] });
    expect(await told('taker')).toEqual([]);
    expect(await told('caseworker-1')).toContain(`CASE_HANDED_ON Application:${id}`);
    expect(await assign([id], 'taker', me)).toMatchObject({ cases: [{ outcome: 'UNCHANGED' }] });
  });

  it('is told each time that a case goes on, whoever held it between', async () => {
    const id = await register();
    for (const owner of ['relay-1', 'relay-2', 'relay-1', 'relay-3']) await assign([id], owner);
    expect((await told('relay-1')).filter((one) => one.startsWith('CASE_HANDED_ON'))).toHaveLength(2);
    expect(await told('relay-2')).toHaveLength(2);
  });

  it('is changed for many at once, each answered singly', async () => {
    const [first, second, ended] = [await register(), await register(), await register()];
    await room.ask('mutation ($id: ID!) { withdrawApplication(applicationId: $id, why: "撤回") { __typename } }', {
      variables: { id: ended },
    });
    const missing = crypto.randomUUID();
    const { cases = [] } = await assign([first, `Application:${second}`, ended, missing, 'no id'], 'bulk-1');
    expect(cases.map(({ outcome }) => outcome)).toEqual(['CHANGED', 'CHANGED', 'ENDED', 'NOT_YOURS', 'NOT_YOURS']);
    expect(cases[1]?.id).toBe(`Application:${second}`);
    const { data } = await room.ask(FIND, { variables: { owner: 'bulk-1' } });
    expect(JSON.stringify(data)).toContain(first);
    const page = data?.['findCases'] as { edges: unknown[] } | undefined;
    expect(page?.edges).toHaveLength(2);
  });

  it('is one person, when two hand a case over at once', async () => {
    const id = await register();
    await Promise.all(['race-1', 'race-2', 'race-3'].map((owner) => assign([id], owner)));
    const rows = await room.services.db
      .selectFrom('case_owner')
      .select(['number', 'owner'])
      .where('application_id', '=', id)
      .orderBy('number')
      .execute();
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await ownerOf(id)).toMatchObject({ owner: { owner: rows.at(-1)?.owner } });
  });

  it('is found by the registrar too, for as long as the case was given to nobody', async () => {
    const id = await register();
    const found = async (owner: string) => JSON.stringify((await room.ask(FIND, { variables: { owner } })).data);
    expect(await found('caseworker-1')).toContain(id);
    await assign([id], 'other');
    expect(await found('caseworker-1')).not.toContain(id);
    expect(await found('other')).toContain(id);
  });

  it('is not changed from another place, nor by supervision, nor to nobody', async () => {
    const id = await register();
    expect(await assign([id], 'x', XINWU)).toMatchObject({ cases: [{ outcome: 'NOT_YOURS', owner: null }] });
    expect(await assign([id], 'x', AUDITOR)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await assign([id], ' ')).toMatchObject({ code: 'INVALID_INPUT', field: 'owner' });
    expect(await assign([], 'x')).toMatchObject({ code: 'INVALID_INPUT', field: 'ids' });
  });
});
