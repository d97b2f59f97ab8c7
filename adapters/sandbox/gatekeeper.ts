import { knownApp, signatureFits, SIGNATURE_HEADERS } from '../transports/signature.ts';
import type { AppCredential } from '../transports/signature.ts';
import type { Clock } from '../../src/platform/clock.ts';

/** A signature older or newer than this is refused, milliseconds on the sandbox's clock. */
const TOLERANCE_MS = 300_000;

export type Knock = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
};

/** Why a department does not listen, or `null` where it does. */
export type Refusal = 'UNSIGNED' | 'UNKNOWN_APP' | 'STALE_TIMESTAMP' | 'BAD_SIGNATURE' | 'REPLAYED';

/**
 * Checks signatures as a department would: application, time, signature by HMAC-SM3 or SM2, and each nonce once.
 * @param credential both halves, as the sandbox makes them; kept is what a department has.
 */
export function createGatekeeper(credential: AppCredential, clock: Clock): (knock: Knock) => Refusal | null {
  const app = knownApp(credential);
  const nonces = new Map<string, number>();
  return ({ method, path, headers, body }) => {
    const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
    const [appKey, timestamp, nonce, signature] = [
      header(SIGNATURE_HEADERS.appKey),
      header(SIGNATURE_HEADERS.timestamp),
      header(SIGNATURE_HEADERS.nonce),
      header(SIGNATURE_HEADERS.signature),
    ];
    if (appKey === '' || timestamp === '' || nonce === '' || signature === '') return 'UNSIGNED';
    if (appKey !== app.appKey) return 'UNKNOWN_APP';
    const now = clock.now().getTime();
    // A timestamp that is no time at all gives NaN, which is within nothing.
    if (!(Math.abs(now - Date.parse(timestamp)) <= TOLERANCE_MS)) return 'STALE_TIMESTAMP';
    if (!signatureFits({ method, path, timestamp, nonce, body }, app, signature)) return 'BAD_SIGNATURE';
    forgetBefore(nonces, now - 2 * TOLERANCE_MS);
    if (nonces.has(nonce)) return 'REPLAYED';
    nonces.set(nonce, now);
    return null;
  };
}

/** Nonces were noted in order of time, so that the old ones stand first. */
function forgetBefore(nonces: Map<string, number>, instant: number): void {
  for (const [nonce, notedAt] of nonces) {
    if (notedAt >= instant) return;
    nonces.delete(nonce);
  }
}
