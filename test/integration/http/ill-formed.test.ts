import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIANGXI, openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';

let room: AppRoom;
beforeAll(async () => {
  room = await openAppRoom();
});
afterAll(() => room.close());

const JSON_TYPE = 'application/json';
/** The media types that a client may request: the older, the newer, both, and none. */
const ACCEPTED = [
  JSON_TYPE,
  'application/graphql-response+json',
  `application/graphql-response+json, ${JSON_TYPE}`,
  '',
];

async function send(init: RequestInit & { path?: string; type?: string; accept?: string }) {
  const { path = '/graphql', type = JSON_TYPE, accept = JSON_TYPE, ...rest } = init;
  const headers = new Headers({ authorization: `Bearer ${await room.token(LIANGXI)}` });
  if (type !== '') headers.set('content-type', type);
  if (accept !== '') headers.set('accept', accept);
  return room.app.request(path, { method: 'POST', headers, ...rest });
}

/** The one error of a refusal, which every refusal shows in the same shape. */
async function refusalOf(response: Response) {
  const body = (await response.json()) as { errors: { message: string; extensions: Record<string, string> }[] };
  expect(body).not.toHaveProperty('data');
  expect(body.errors).toHaveLength(1);
  const { message, extensions } = body.errors[0] ?? { message: '', extensions: {} };
  expect(extensions).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
  expect(message).toBe(`${extensions['zh']} / ${extensions['en']}`);
  expect(extensions['checkId']).toBe(response.headers.get('x-check-id'));
  return extensions;
}

describe('a request that is not a well-formed one of GraphQL over HTTP', () => {
  const posted: readonly (readonly [name: string, body: string, field?: string])[] = [
    ['an empty body', ''],
    ['JSON that is cut off', '{"query": "{ __typename }"'],
    ['JSON that is no object', 'null'],
    ['a batch', '[{"query": "{ __typename }"}]'],
    ['no query', '{}', 'query'],
    ['a query that is no text', '{"query": 7}', 'query'],
    ['variables that are a list', '{"query": "{ __typename }", "variables": [7]}', 'variables'],
    ['an operation name that is no text', '{"query": "{ __typename }", "operationName": {}}', 'operationName'],
    ['extensions that are text', '{"query": "{ __typename }", "extensions": "x"}', 'extensions'],
    ['a parameter that there is not', '{"query": "{ __typename }", "测试甲": 1}'],
  ];
  const cases = posted.flatMap(([name, body, field]) =>
    ACCEPTED.map((accept) => [name, accept === '' ? 'anything' : accept, body, field, accept] as const),
  );
  it.for(cases)('with %s is refused with 400, typed, where %s is accepted', async ([, , body, field, accept]) => {
    const response = await send({ body, accept });
    expect(response.status).toBe(400);
    const shown = await refusalOf(response);
    expect(shown).toMatchObject({ code: 'INVALID_INPUT' });
    expect(shown['field']).toBe(field);
    expect(JSON.stringify(shown)).not.toContain('测试甲');
  });

  it('with variables that are no JSON in the address is refused with 400, not as a fault of ours', async () => {
    const path = '/graphql?query={__typename}&variables={';
    const response = await send({ path, method: 'GET', type: '' });
    expect(response.status).toBe(400);
    expect(await refusalOf(response)).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.for(ACCEPTED)('of another content type is refused with 415, typed, where “%s” is accepted', async (accept) => {
    const types = [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/graphql',
      'application/x-www-form-urlencoded',
      '',
    ];
    for (const type of types) {
      const body = new TextEncoder().encode('{"query": "{ __typename }"}');
      const response = await send({ body, type, accept });
      expect(response.status, type).toBe(415);
      expect(await refusalOf(response)).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('whose answer the client would not read is refused with 406, typed', async () => {
    const response = await send({ body: '{"query": "{ __typename }"}', accept: 'text/html' });
    expect(response.status).toBe(406);
    expect(await refusalOf(response)).toMatchObject({ code: 'INVALID_INPUT', field: 'accept' });
  });

  it('by another method is refused with 405, typed', async () => {
    const response = await send({ method: 'PUT', body: '{"query": "{ __typename }"}' });
    expect(response.status).toBe(405);
    expect(await refusalOf(response)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a well-formed request', () => {
  it.for([
    ['whose document cannot be parsed', '{'],
    ['whose document is not valid', '{ noSuchField }'],
  ] as const)('%s is answered with 200 as application/json, else with 400', async ([, query]) => {
    const body = JSON.stringify({ query, variables: null, operationName: null, extensions: null });
    const answers = { [JSON_TYPE]: 200, 'application/graphql-response+json': 400 };
    for (const [accept, status] of Object.entries(answers)) {
      const response = await send({ body, accept });
      expect(response.status, accept).toBe(status);
      expect(await refusalOf(response)).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('is understood in every form that the gateway takes', async () => {
    const asked: Parameters<typeof send>[0][] = [
      { body: '{"query": "{ __typename }", "variables": {}, "extensions": {"a": 1}}' },
      { body: '{"query": "{ __typename }"}', type: 'application/json; charset=utf-8' },
      { method: 'GET', path: '/graphql?query={__typename}&variables={}', type: '' },
    ];
    for (const init of asked) {
      const response = await send(init);
      expect(await response.json(), init.type).toEqual({ data: { __typename: 'Query' } });
      expect(response.status).toBe(200);
    }
  });
});
