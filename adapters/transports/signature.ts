import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { signSm2, sm2PublicKeyOf, sm2SignatureFits } from '../../src/platform/sm2-signature.ts';

/**
 * The signature of a request to a department: over method, path, time, nonce and the SM3 hash (GB/T 32905-2016) of
 * the body, as agreed with the department, with HMAC-SM3 under a shared secret or with SM2 under our key. Node's own
 * SM3: software cryptography, not certified (密评 GB/T 39786).
 */
export const SIGNATURE_HEADERS = {
  appKey: 'x-app-key',
  timestamp: 'x-timestamp',
  nonce: 'x-nonce',
  signature: 'x-signature',
} as const;

/** The signatures that a department may agree on. */
export const SIGNATURE_KINDS = ['HMAC-SM3', 'SM2'] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

/** The gateway's signing credential. */
export type AppCredential = {
  readonly appKey: string;
  /** HMAC-SM3: the secret from the department. SM2: our private key, which nobody else has. */
  readonly appSecret: string;
  /** Default: HMAC-SM3. */
  readonly signature?: SignatureKind | undefined;
};

/** The department's record of the gateway: only the public half of an SM2 key. */
export type KnownApp =
  | { readonly appKey: string; readonly signature: 'HMAC-SM3'; readonly appSecret: string }
  | { readonly appKey: string; readonly signature: 'SM2'; readonly publicKey: string };

export type SignedParts = {
  readonly method: string;
  /** Path with query, as the server sees it. */
  readonly path: string;
  /** ISO 8601 instant, UTC. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Uint8Array;
};

/**
 * Headers of one signed request. Each call has a new nonce, so that a retry has a new signature.
 * @throws RangeError for an invalid SM2 key.
 */
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
    [SIGNATURE_HEADERS.signature]: signatureOf(parts, credential),
  };
}

/** The part of a credential that its department keeps. @throws RangeError for an invalid SM2 key. */
export function knownApp({ appKey, appSecret, signature = 'HMAC-SM3' }: AppCredential): KnownApp {
  return signature === 'SM2'
    ? { appKey, signature, publicKey: sm2PublicKeyOf(appSecret) }
    : { appKey, signature, appSecret };
}

/** Whether a received signature is valid, in a time that reveals nothing about a shared secret. */
export function signatureFits(parts: SignedParts, app: KnownApp, received: string): boolean {
  const text = signedText(parts);
  if (app.signature === 'SM2') return sm2SignatureFits(text, received, app.publicKey);
  const expected = Buffer.from(hmacOf(text, app.appSecret));
  const given = Buffer.from(received);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** In lower-case hex. */
function signatureOf(parts: SignedParts, { appSecret, signature }: AppCredential): string {
  const text = signedText(parts);
  return signature === 'SM2' ? signSm2(text, appSecret) : hmacOf(text, appSecret);
}

function signedText({ method, path, timestamp, nonce, body }: SignedParts): Uint8Array {
  const bodyHash = createHash('sm3').update(body).digest('hex');
  return new TextEncoder().encode([method.toUpperCase(), path, timestamp, nonce, bodyHash].join('\n'));
}

function hmacOf(text: Uint8Array, secret: string): string {
  return createHmac('sm3', secret).update(text).digest('hex');
}
