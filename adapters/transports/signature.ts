import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/**
 * How a request to a department is signed: HMAC-SM3 (GB/T 32905-2016) over method, path, time, nonce and the
 * SM3 hash of the body. Node's own SM3: software cryptography, not certified (密评 GB/T 39786).
 */
export const SIGNATURE_HEADERS = {
  appKey: 'x-app-key',
  timestamp: 'x-timestamp',
  nonce: 'x-nonce',
  signature: 'x-signature',
} as const;

/** What a department gave the gateway to sign with. */
export type AppCredential = { readonly appKey: string; readonly appSecret: string };

type SignedParts = {
  readonly method: string;
  /** Path with query, as the server sees it. */
  readonly path: string;
  /** ISO 8601 instant, UTC. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Uint8Array;
};

/** The signature in lower-case hex. */
export function signatureOf(parts: SignedParts, appSecret: string): string {
  const bodyHash = createHash('sm3').update(parts.body).digest('hex');
  const text = [parts.method.toUpperCase(), parts.path, parts.timestamp, parts.nonce, bodyHash].join('\n');
  return createHmac('sm3', appSecret).update(text, 'utf8').digest('hex');
}

/** Headers of one signed request. Each call has a nonce of its own: a retry is a new request to the signature. */
export function signedHeaders(
  request: Pick<SignedParts, 'method' | 'path' | 'body'>,
  credential: AppCredential,
  now: Date,
): Record<string, string> {
  const parts = { ...request, timestamp: now.toISOString(), nonce: randomUUID() };
  return {
    [SIGNATURE_HEADERS.appKey]: credential.appKey,
    [SIGNATURE_HEADERS.timestamp]: parts.timestamp,
    [SIGNATURE_HEADERS.nonce]: parts.nonce,
    [SIGNATURE_HEADERS.signature]: signatureOf(parts, credential.appSecret),
  };
}

/** Whether a received signature fits, in time that tells nothing of the difference. */
export function signatureFits(parts: SignedParts, appSecret: string, received: string): boolean {
  const expected = Buffer.from(signatureOf(parts, appSecret));
  const given = Buffer.from(received);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
