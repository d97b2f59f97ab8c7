import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIANGXI, OPERATOR, openAppRoom } from './app-room.ts';
import type { AppRoom, Claims } from './app-room.ts';
import { REGISTER, registration } from './case-forms.ts';

let room: AppRoom;
beforeAll(async () => {
  room = await openAppRoom();
});
afterAll(() => room.close());

async function send(path: string, init: RequestInit = {}, as: Claims = LIANGXI) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await room.token(as)}` };
  const response = await room.app.request(path, { headers, ...init });
  const text = await response.text();
  return { status: response.status, text, codes: [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code) };
}
const post = (body: string, as?: Claims) => send('/graphql', { method: 'POST', body }, as);

/** Texts that no table can keep: NUL, or half a surrogate pair, somewhere among other characters. */
const unstorable = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('\0', '\ud800', '\udfff'),
    fc.string({ maxLength: 8 }),
  )
  .map((parts) => parts.join(''));
/** As JSON and GraphQL escape it. */
const escaped = (text: string) =>
  [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

describe('a text that PostgreSQL cannot keep', () => {
  const REMIND =
    'mutation($b: String!) { remindSource(sourceId: "banks", institution: $b) { __typename ... on Problem { code } } }';
  /** Every way by which a text comes in. */
  const WAYS: Readonly<Record<string, (text: string) => Promise<{ status: number; codes: (string | undefined)[] }>>> = {
    'a variable': (text) => post(`{"query":${JSON.stringify(REMIND)},"variables":{"b":"${escaped(text)}"}}`, OPERATOR),
    'a field deep in an input': (text) => {
      const input = registration({ members: [{ ...registration().members[0], name: text }] });
      return post(JSON.stringify({ query: REGISTER, variables: { input } }));
    },
    'the name of a field': (text) => post(JSON.stringify({ query: '{ __typename }', variables: { [text]: 1 } })),
    'a literal': (text) => post(JSON.stringify({ query: `{ application(id: "${escaped(text)}") { id } }` })),
    'a literal that is not escaped': (text) =>
      post(JSON.stringify({ query: `{ application(id: """${text.replaceAll(/["\\]/g, '')}""") { id } }` })),
    'the name of the operation': (text) => post(JSON.stringify({ query: '{ __typename }', operationName: text })),
    'a query string': (text) =>
      send(
        `/graphql?query=${encodeURIComponent('query($id: ID!) { application(id: $id) { id } }')}&variables={"id":"${escaped(text)}"}`,
      ),
  };
  it.for(Object.keys(WAYS))('is refused in %s, as the mistake of a request', async (way) => {
    await fc.assert(
      fc.asyncProperty(unstorable, async (text) => {
        const { status, codes } = await (WAYS[way] ?? post)(text);
        expect(status).toBeLessThan(500);
        expect(codes).toEqual(['INVALID_INPUT']);
      }),
      { numRuns: 40 },
    );
  });

  it.for(['/decisions/a%00b/notice.pdf', '/check/a%00b', '/check?code=%00', '/verifications/%00/progress'])(
    'is refused in the address %s',
    async (path) => {
      const { status, codes } = await send(path);
      expect([status, codes]).toEqual([400, ['INVALID_INPUT']]);
    },
  );

  it('is refused as the subject of a token', async () => {
    for (const subject of ['\0', 'a\0b', 'half \ud800']) {
      const { status, codes } = await post('{"query":"{ __typename }"}', { ...LIANGXI, subject });
      expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
    }
  });

  it('leaves whole pairs and every other character as they are', async () => {
    const name = '测试𠮷';
    const input = registration({ members: [{ ...registration().members[0], name }], declared: [] });
    const { text } = await post(JSON.stringify({ query: REGISTER, variables: { input } }));
    expect(text).toContain(name);
  });
});

describe('what is nested without end', () => {
  const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
  const bodies = [2_000, 5_000, 100_000].flatMap((depth) => [
    [`a body of ${depth} brackets`, nested('[', ']', depth)],
    [
      `variables ${depth} deep`,
      `{"query":${JSON.stringify(REGISTER)},"variables":{"input":${nested('[', ']', depth)}}}`,
    ],
    [
      `objects ${depth} deep`,
      `{"query":"{__typename}","variables":{"a":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}}`,
    ],
    [`extensions ${depth} deep`, `{"query":"{__typename}","extensions":{"a":${nested('[', ']', depth)}}}`],
  ]);
  const documents = [2_000, 2_490, 30_000].flatMap((depth) => [
    [`fields ${depth} deep`, `${'{a'.repeat(depth)}${'}'.repeat(depth)}`.slice(0, 65_000)],
    [`a literal of ${depth} lists`, `{ application(id: ${nested('[', ']', depth)}) { id } }`],
    [
      `a literal of ${depth} objects`,
      `{ application(id: ${'{a:'.repeat(depth)}1${'}'.repeat(depth)}) { id } }`.slice(0, 65_000),
    ],
    [`a type of ${depth} lists`, `query($a: ${'['.repeat(depth)}Int${']'.repeat(depth)}) { __typename }`],
  ]);
  it.for([...bodies, ...documents.map(([name, query]) => [name, JSON.stringify({ query })])])(
    '%s is refused as the mistake of a request',
    async ([, body]) => {
      const { status, codes, text } = await post(body ?? '');
      expect(status).toBeLessThan(500);
      expect(codes).toEqual(['INVALID_INPUT']);
      expect(text.length).toBeLessThan(1_000);
    },
  );

  it('is taken where it is as deep as the schema', async () => {
    const { text } = await post(JSON.stringify({ query: REGISTER, variables: { input: registration() } }));
    expect(text).toContain('RegisterApplicationSuccess');
  });
});

describe('mistakes by the thousand', () => {
  it.for([
    ['directives', `{ __typename ${Array.from({ length: 1_000 }, (_, i) => `@no${i}`).join(' ')} }`],
    ['fields', `{ ${Array.from({ length: 399 }, (_, i) => `no${i}`).join(' ')} }`],
  ])('in %s are answered by the first ten', async ([, query]) => {
    const { text, codes } = await post(JSON.stringify({ query }));
    expect(codes).toHaveLength(10);
    expect(text.length).toBeLessThan(8_000);
  });
});
