import http from 'node:http';
import https from 'node:https';
import { z } from 'zod';
import { sampleOf } from '../../src/evidence/format-sample.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { SIGNATURE_KINDS, signedHeaders } from './signature.ts';
import type { AppCredential } from './signature.ts';
import { isSm2PrivateKey } from '../../src/platform/sm2-signature.ts';

/** A larger response about one person is no answer. */
const MAX_ANSWER_BYTES = 1_048_576;

/** The part of an endpoint entry that every HTTP department has; validated with {@link checkSecret}. */
export const httpEndpointShape = {
  url: z.url({ protocol: /^https?$/ }),
  appKey: z.string().min(1).max(100),
  /** HMAC-SM3: the shared secret. SM2: our private key, 64 hexadecimal digits. */
  appSecret: z.string().min(16).max(200),
  /** The signature that the department agreed on. */
  signature: z.enum(SIGNATURE_KINDS).default('HMAC-SM3'),
};

/**
 * Refuses an entry with an invalid SM2 key when the gateway starts, not at its first question.
 *
 * @example z.strictObject(httpEndpointShape).superRefine(checkSecret)
 */
export function checkSecret(entry: AppCredential, context: z.RefinementCtx): void {
  if (canSign(entry)) return;
  context.addIssue({ code: 'custom', path: ['appSecret'], message: 'an SM2 private key has 64 hexadecimal digits' });
}

export type HttpEndpoint = AppCredential & { readonly url: string };

/** One response as received, before it is parsed. */
export type PostedAnswer = { readonly status: number; readonly contentType: string; readonly bytes: Uint8Array };

export type PostOptions = {
  readonly endpoint: HttpEndpoint;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Ends the exchange; the caller sets the timeout. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
};

/**
 * Sends one signed POST and reads at most 1 MiB of response. Redirects are not followed, because a signature is for
 * one URL.
 * @throws SourceFault TIMEOUT or UNREACHABLE (may be sent again), FORMAT_CHANGED for an answer beyond the limit,
 * UNREACHABLE (may not) for a key that cannot sign.
 */
export async function postSigned(options: PostOptions): Promise<PostedAnswer> {
  const { endpoint, body, signal } = options;
  // Without a key no attempt can succeed.
  if (!canSign(endpoint)) throw new SourceFault('UNREACHABLE', { retryable: false });
  const url = new URL(endpoint.url);
  const path = url.pathname + url.search;
  const signed = signedHeaders({ method: 'POST', path, body }, endpoint, options.clock.now());
  try {
    const response = await post(url, { ...options.headers, ...signed }, body, signal);
    const bytes = await readCapped(response);
    return { status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', bytes };
  } catch (thrown) {
    if (thrown instanceof SourceFault) throw thrown;
    throw new SourceFault(signal.aborted ? 'TIMEOUT' : 'UNREACHABLE', { retryable: true, cause: thrown });
  }
}

/** Connections stay open between questions. The slots of each source limit their number. */
const KEEP_ALIVE = { keepAlive: true, maxSockets: Infinity };
const agents = { 'http:': new http.Agent(KEEP_ALIVE), 'https:': new https.Agent(KEEP_ALIVE) };

/**
 * Node's own client: for each question `fetch` needs an additional web stream and promises, a third of a worker's
 * time.
 */
function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const options = { method: 'POST', headers: { ...headers, 'content-length': body.byteLength }, signal };
    const request = secure
      ? https.request(url, { ...options, agent: agents['https:'] }, resolve)
      : http.request(url, { ...options, agent: agents['http:'] }, resolve);
    request.once('error', reject);
    request.end(body);
  });
}

async function readCapped(response: http.IncomingMessage): Promise<Uint8Array> {
  const tooLarge = () => notTakenIn('TOO_LARGE_OR_COMPRESSED');
  // The request offers no compression. A compressed response may be a bomb and is not in the agreed form.
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' || Number(response.headers['content-length'] ?? 0) > MAX_ANSWER_BYTES) {
    response.destroy();
    throw tooLarge();
  }
  const parts: Buffer[] = [];
  let total = 0;
  // Leaving the loop by `throw` destroys the stream, and with it the connection.
  for await (const part of response as AsyncIterable<Buffer>) {
    total += part.byteLength;
    if (total > MAX_ANSWER_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * The fault for an HTTP status, or `null` for 200. BUSY and UNREACHABLE may be sent again, because departments
 * recognise a repetition by its request id.
 */
export function faultOfStatus(status: number): SourceFault | null {
  if (status === 200) return null;
  if (status === 429 || status === 503) return new SourceFault('BUSY', { retryable: true });
  if (status >= 500) return new SourceFault('UNREACHABLE', { retryable: true });
  if (status >= 400) return new SourceFault('REFUSED', { retryable: false });
  return notTakenIn('HTTP_STATUS');
}

/** The fault of an answer whose bytes were not kept. */
function notTakenIn(why: string): SourceFault {
  const sample = sampleOf('UNKNOWN', 0, undefined, { differences: [`. ${why}`] });
  return new SourceFault('FORMAT_CHANGED', { retryable: false, unread: { raw: null, sample } });
}

function canSign({ signature, appSecret }: AppCredential): boolean {
  return signature !== 'SM2' || isSm2PrivateKey(appSecret);
}
