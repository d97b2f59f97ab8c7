import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import type { DemoAccount } from '../access/embedded-accounts.ts';

/** A client of the public GraphQL endpoint, as a partner would write one: it knows addresses and a token, no more. */
export type DemoClient = {
  /** @throws Error with the messages of a refused request. */
  query<T>(schema: z.ZodType<T>, document: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  /** Events of a subscription, each parsed, until the server ends the stream. */
  subscribe<T>(
    schema: z.ZodType<T>,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): AsyncGenerator<T, void, undefined>;
  /** A file of the same server, by its path. @throws Error when it is refused. */
  file(path: string): Promise<Uint8Array>;
};

const tokenSchema = z.object({ access_token: z.string() });
const resultSchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Gets a token for a demo account by the client-credentials grant (RFC 6749, 4.4). */
export async function getToken(tokenUrl: string, account: DemoAccount): Promise<string> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${account.id}:${account.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`the identity provider refused the demo account: HTTP ${response.status}`);
  return tokenSchema.parse(await response.json()).access_token;
}

/** @param url Address of the GraphQL endpoint. */
export function createDemoClient(url: string, token: string): DemoClient {
  const send = (accept: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    async query(schema, document, variables) {
      const response = await send('application/json', { query: document, variables });
      return schema.parse(dataOf(await response.json()));
    },
    async *subscribe(schema, document, variables, signal) {
      const response = await send('text/event-stream', { query: document, variables }, signal);
      if (!response.ok || response.body === null) throw new Error(`no stream: HTTP ${response.status}`);
      const arrived: string[] = [];
      const parser = createParser({
        onEvent: ({ event, data }) => {
          if (event === 'next') arrived.push(data);
        },
      });
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        parser.feed(text);
        for (const data of arrived.splice(0)) yield schema.parse(dataOf(JSON.parse(data)));
      }
    },
    async file(path) {
      const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(`no file: HTTP ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

function dataOf(body: unknown): unknown {
  const { data, errors } = resultSchema.parse(body);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data;
}
