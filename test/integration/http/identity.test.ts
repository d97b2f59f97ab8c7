import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from './app-room.ts';
import type { AppRoom } from './app-room.ts';

let room: AppRoom;
let applicationId: string;
beforeAll(async () => {
  room = await openAppRoom();
  applicationId = (await room.room.register()).application.id;
});
afterAll(() => room.close());

const query = `{ applications { edges { node { number } } } }`;
const send = (headers: Record<string, string>) =>
  room.app.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

describe('a request without a valid token', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { ...LIANGXI, sub: 'x', iss: 'https://id.test', aud: 'hedui', exp: 4_000_000_000 };
  const cases: Record<string, () => Promise<string | null>> = {
    'no token': async () => null,
    'not a token': async () => 'Bearer nonsense',
    'another scheme': async () => `Basic ${await room.token(LIANGXI)}`,
    'an expired token': async () => `Bearer ${await room.token(LIANGXI, { expiresAt: new Date('2020-01-01') })}`,
    'another audience': async () => `Bearer ${await room.token(LIANGXI, { audience: 'other' })}`,
    'another issuer': async () => `Bearer ${await room.token(LIANGXI, { issuer: 'https://evil.test' })}`,
    'algorithm none': async () => `Bearer ${part({ alg: 'none' })}.${part(claims)}.`,
    'an altered payload': async () => {
      const [head, , signature] = (await room.token(LIANGXI)).split('.');
      return `Bearer ${head}.${part(claims)}.${signature}`;
    },
    'an unknown role': async () => `Bearer ${await room.token({ role: 'SYSTEM', division: '320213' })}`,
    'an unknown place': async () => `Bearer ${await room.token({ role: 'CASEWORKER', division: '999999' })}`,
  };
  it.for(Object.entries(cases))('with %s is refused with 401 and reads nothing', async ([, authorization]) => {
    const value = await authorization();
    const response = await send(value === null ? {} : { authorization: value });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED', zh: expect.any(String), checkId: expect.any(String) } }],
    });
    expect(await room.looks()).toEqual([]);
  });

  it('does not open a stream of progress either', async () => {
    const response = await room.app.request(`/verifications/${crypto.randomUUID()}/progress`);
    expect(response.status).toBe(401);
  });
});

describe('a caller of another place', () => {
  it('finds nothing under an id that exists elsewhere, and the attempt is on record', async () => {
    const ask = (id: string, as = XINWU) =>
      room.ask(`query($id: ID!) { application(id: $id) { number } }`, { as, variables: { id } });
    const elsewhere = await ask(applicationId);
    const nowhere = await ask(crypto.randomUUID());
    expect(elsewhere.data).toEqual({ application: null });
    const told = (answer: typeof elsewhere) => {
      const { checkId, ...rest } = answer.errors?.[0]?.extensions ?? {};
      expect(checkId).toEqual(expect.any(String));
      return rest;
    };
    expect(told(elsewhere)).toMatchObject({ code: 'NOT_FOUND' });
    expect(told(elsewhere)).toEqual(told(nowhere));
    expect(await room.looks()).toContain('READ_APPLICATION REFUSED');
    const own = await ask(applicationId, LIANGXI);
    expect(own.data).toMatchObject({ application: { number: expect.stringMatching(/^SQ-320213/) } });
  });

  it('is not shown it in a list, while the city is', async () => {
    const list = async (as: typeof XINWU) => (await room.ask(query, { as })).data?.['applications'];
    expect(await list(XINWU)).toEqual({ edges: [] });
    expect(await list(AUDITOR)).toMatchObject({ edges: [{ node: { number: expect.any(String) } }] });
  });

  it('cannot act on it', async () => {
    const answer = await room.ask(
      `mutation($input: RequestVerificationInput!) { requestVerification(input: $input) { __typename ... on NotFoundProblem { code field } } }`,
      { as: XINWU, variables: { input: { applicationId, purpose: 'APPLICATION', idempotencyKey: 'x' } } },
    );
    expect(answer.data).toEqual({
      requestVerification: { __typename: 'NotFoundProblem', code: 'NOT_FOUND', field: 'applicationId' },
    });
    expect(await room.looks()).toContain('REQUEST_VERIFICATION REFUSED');
  });
});

describe('roles', () => {
  it('keep an operator from people’s data', async () => {
    const answer = await room.ask(query, { as: OPERATOR });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keep an auditor from requesting a verification, as a type of the answer', async () => {
    const answer = await room.ask(
      `mutation($input: RequestVerificationInput!) { requestVerification(input: $input) { __typename ... on Problem { code } } }`,
      { as: AUDITOR, variables: { input: { applicationId, purpose: 'SUPERVISION', idempotencyKey: 'x' } } },
    );
    expect(answer.data).toEqual({ requestVerification: { __typename: 'ForbiddenProblem', code: 'FORBIDDEN' } });
  });
});

describe('introspection', () => {
  const introspect = `{ __schema { queryType { name } } }`;
  it('is for operators, and for everyone in a demonstration', async () => {
    expect((await room.ask(introspect, { as: OPERATOR })).data).toMatchObject({
      __schema: { queryType: { name: 'Query' } },
    });
    expect((await room.ask(introspect)).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await room.ask(introspect, { as: OPERATOR })).errors).toBeUndefined();
    const demo = await openAppRoom({ demo: true });
    expect((await demo.ask(introspect)).errors).toBeUndefined();
    await demo.close();
  });

  it('is not made up for by suggestions', async () => {
    const answer = await room.ask(`{ applicatio(id: "x") { number } }`);
    expect(JSON.stringify(answer.errors)).not.toContain('Did you mean');
  });
});
