import { z } from 'zod';
import type { Clock } from '../../src/platform/clock.ts';
import { SourceFault } from '../define-source.ts';
import { signedHeaders } from './signature.ts';
import type { AppCredential } from './signature.ts';

/** Larger answers than this about one person are not an answer. */
const MAX_ANSWER_BYTES = 1_048_576;

/** The part of an endpoint entry that every HTTP department has. */
export const httpEndpointShape = {
  url: z.url({ protocol: /^https?$/ }),
  appKey: z.string().min(1).max(100),
  appSecret: z.string().min(16).max(200),
};

export type HttpEndpoint = AppCredential & { readonly url: string };

/** One exchange as it came back, before anyone reads it. */
export type PostedAnswer = { readonly status: number; readonly contentType: string; readonly bytes: Uint8Array };

export type PostOptions = {
  readonly endpoint: HttpEndpoint;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Ends the exchange; the caller keeps its time. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
};

/**
 * Sends one signed POST and reads at most 1 MiB of answer. Redirects are not followed: a signature is for one place.
 * @throws SourceFault TIMEOUT or UNREACHABLE (may be sent again), FORMAT_CHANGED for an answer beyond the cap.
 */
export async function postSigned(options: PostOptions): Promise<PostedAnswer> {
  const { endpoint, body, signal } = options;
  const url = new URL(endpoint.url);
  const path = url.pathname + url.search;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...options.headers, ...signedHeaders({ method: 'POST', path, body }, endpoint, options.clock.now()) },
      body,
      signal,
    });
    const bytes = await readCapped(response);
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', bytes };
  } catch (thrown) {
    if (thrown instanceof SourceFault) throw thrown;
    throw new SourceFault(signal.aborted ? 'TIMEOUT' : 'UNREACHABLE', { retryable: true, cause: thrown });
  }
}

async function readCapped(response: Response): Promise<Uint8Array> {
  const tooLarge = () => new SourceFault('FORMAT_CHANGED', { retryable: false });
  if (Number(response.headers.get('content-length') ?? 0) > MAX_ANSWER_BYTES) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const parts: Uint8Array[] = [];
  let total = 0;
  // Leaving the loop by `throw` cancels the stream, and with it the connection.
  for await (const part of response.body ?? []) {
    total += part.byteLength;
    if (total > MAX_ANSWER_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * The fault that an HTTP status stands for, or `null` for 200.
 * BUSY and UNREACHABLE may be sent again: departments know a repetition by its request id.
 */
export function faultOfStatus(status: number): SourceFault | null {
  if (status === 200) return null;
  if (status === 429 || status === 503) return new SourceFault('BUSY', { retryable: true });
  if (status >= 500) return new SourceFault('UNREACHABLE', { retryable: true });
  if (status >= 400) return new SourceFault('REFUSED', { retryable: false });
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
