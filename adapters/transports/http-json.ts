import type { z } from 'zod';
import { differencesOf, sampleOf } from '../../src/evidence/format-sample.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { assertUnambiguous } from './json-bounds.ts';
import { faultOfStatus, postSigned } from './signed-post.ts';
import type { PostOptions } from './signed-post.ts';

type JsonCall = Omit<PostOptions, 'headers' | 'body'> & { readonly question: Readonly<Record<string, unknown>> };

/**
 * Asks a department that speaks JSON over HTTP.
 * @returns the bytes of its answer; {@link readJson} reads them.
 * @throws SourceFault TIMEOUT, UNREACHABLE, BUSY (may be sent again); REFUSED, FORMAT_CHANGED (not).
 */
export async function postJson({ question, ...post }: JsonCall): Promise<Uint8Array> {
  const { status, contentType, bytes } = await postSigned({
    ...post,
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(question)),
  });
  const fault = faultOfStatus(status);
  if (fault !== null) throw fault;
  if (/^application\/json\s*(;|$)/i.test(contentType)) return bytes;
  const sample = sampleOf('UNKNOWN', bytes.byteLength, undefined, { differences: ['. CONTENT_TYPE'] });
  throw new SourceFault('FORMAT_CHANGED', { retryable: false, unread: { raw: bytes, sample } });
}

/** An answer in its agreed form. @throws SourceFault FORMAT_CHANGED. */
export function readJson<Answer>(raw: Uint8Array, schema: z.ZodType<Answer>): Answer {
  const parsed = schema.safeParse(jsonTree(raw));
  if (parsed.success) return parsed.data;
  // The error stays out of the cause: it may hold the input.
  throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences: differencesOf(parsed.error) });
}

/** @throws SourceFault FORMAT_CHANGED for what is no JSON. */
export function jsonTree(raw: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    assertUnambiguous(text);
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text that it could not read: personal data. It must not travel as a cause.
    throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences: ['. NO_JSON'] });
  }
}
