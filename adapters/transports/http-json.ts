import type { z } from 'zod';
import { SourceFault } from '../define-source.ts';
import { assertUnambiguous } from './json-bounds.ts';
import { faultOfStatus, postSigned } from './signed-post.ts';
import type { PostOptions } from './signed-post.ts';

export type JsonCall<Answer> = Omit<PostOptions, 'headers' | 'body'> & {
  readonly question: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Answer>;
};

/**
 * Asks a department that speaks JSON over HTTP and checks the form of what comes back.
 * @returns the answer and its bytes as received.
 * @throws SourceFault TIMEOUT, UNREACHABLE, BUSY (may be sent again); REFUSED, FORMAT_CHANGED (not).
 */
export async function callJson<Answer>(call: JsonCall<Answer>): Promise<{ answer: Answer; raw: Uint8Array }> {
  const { question, answer: schema, ...post } = call;
  const posted = await postSigned({
    ...post,
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(question)),
  });
  const fault = faultOfStatus(posted.status);
  if (fault !== null) throw fault;
  if (!/^application\/json\s*(;|$)/i.test(posted.contentType)) throw formatChanged();
  const parsed = schema.safeParse(readJson(posted.bytes));
  // Zod's message names fields and expectations, never values, but the cause stays out: it may hold the input.
  if (!parsed.success) throw formatChanged();
  return { answer: parsed.data, raw: posted.bytes };
}

function readJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    assertUnambiguous(text);
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text that it could not read: personal data. It must not travel as a cause.
    throw formatChanged();
  }
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
