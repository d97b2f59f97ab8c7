import { createHash } from 'node:crypto';

/** Plain JSON: what survives writing and reading unchanged. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one way to write a value as bytes: keys in the order of their UTF-16 code units, no space, UTF-8 (the rules of
 * RFC 8785, whose number form JavaScript's own is). Equal values give equal bytes, so a hash speaks of the content.
 * @throws RangeError for what JSON cannot hold: undefined, a fraction of infinity, a function, a Date.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(ordered(value)));
}

/** SHA-256 of a value's canonical bytes, hex. */
export function digestOf(value: unknown): string {
  return sha256(canonicalBytes(value));
}

/** SHA-256 of bytes, hex. */
export function sha256(bytes: Uint8Array): string {
  return hashOf(bytes).toString('hex');
}

/** SHA-256 of bytes, as it is stored beside them. */
export function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** JavaScript moves integer-like keys to the front whatever their order, and `__proto__` is no key like any other. */
const NO_NAME = /^(0|[1-9]\d*|__proto__)$/;

function ordered(value: unknown): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string' && value.isWellFormed()) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const source = value as Readonly<Record<string, unknown>>;
    const sorted: Record<string, Json> = {};
    // By UTF-16 code units, as always where no order is given.
    for (const key of Object.keys(source).sort()) {
      if (NO_NAME.test(key)) throw new RangeError('a key of canonical JSON is a name');
      sorted[key] = ordered(source[key]);
    }
    return sorted;
  }
  throw new RangeError(`canonical JSON holds plain values only, not ${typeof value}`);
}
