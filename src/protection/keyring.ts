import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../platform/problem.ts';
import { generateSigningKey, publicKeyOf, SIGNATURE_ALGORITHMS } from './signer.ts';
import type { SigningKey } from './signer.ts';

/** Bytes of a key of AES-256 and of HMAC-SHA-256. */
const KEY_BYTES = 32;

/**
 * The keys of one installation. New values are sealed with `current`; the others open what was sealed before a
 * rotation. `blindIndexKey` cannot be rotated without computing every blind index again.
 */
export type Keyring = {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly blindIndexKey: Buffer;
  /** Signs reports; the others are kept so that what they signed can be verified. */
  readonly signing: { readonly current: SigningKey; readonly keys: readonly SigningKey[] };
};

const keyId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
const keyringSchema = z.strictObject({
  current: keyId,
  keys: z.record(keyId, z.string()),
  blindIndexKey: z.string(),
  signing: z.strictObject({
    current: keyId,
    keys: z.record(
      keyId,
      z.strictObject({ algorithm: z.enum(SIGNATURE_ALGORITHMS), privateKey: z.string().regex(/^[0-9a-f]{64}$/) }),
    ),
  }),
});

function refusal(zh: string, en: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_KEYRING',
    zh: `密钥环无效：${zh}。`,
    en: `The keyring is not usable: ${en}.`,
  });
}

/**
 * Reads a keyring `{"current": id, "keys": {id: base64 of 32 bytes}, "blindIndexKey": base64 of 32 bytes,
 * "signing": {"current": id, "keys": {id: {"algorithm": "Ed25519" or "SM2", "privateKey": 64 hexadecimal digits}}}}`.
 * @throws Problem BAD_CONFIGURATION naming the entry, never its value.
 */
export function parseKeyring(json: string): Keyring {
  const { current, keys, blindIndexKey, signing } = readShape(json);
  const ring = new Map(Object.entries(keys).map(([id, text]) => [id, readKey(text, `keys.${id}`)]));
  if (!ring.has(current))
    throw refusal(`keys 中没有 current 所指的“${current}”`, `keys lacks "${current}", named by current`);
  const blind = readKey(blindIndexKey, 'blindIndexKey');
  const all = [...ring.values(), blind].map((key) => key.toString('hex'));
  if (new Set(all).size < all.length) throw refusal('各密钥必须互不相同', 'all keys must differ from each other');
  return { current, keys: ring, blindIndexKey: blind, signing: readSigning(signing) };
}

function readSigning({ current, keys }: z.infer<typeof keyringSchema>['signing']): Keyring['signing'] {
  const all = Object.entries(keys).map(([id, key]): SigningKey => ({ id, ...key }));
  for (const key of all) {
    try {
      publicKeyOf(key);
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      throw refusal(
        `signing.keys.${key.id} 不是 ${key.algorithm} 私钥`,
        `signing.keys.${key.id} is no key of ${key.algorithm}`,
      );
    }
  }
  const inForce = all.find(({ id }) => id === current);
  if (inForce === undefined)
    throw refusal(`signing.keys 中没有“${current}”`, `signing.keys lacks "${current}", named by signing.current`);
  return { current: inForce, keys: all };
}

function readShape(json: string): z.infer<typeof keyringSchema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // The parser's own message quotes the text, which holds keys: it may not become the cause.
    throw refusal('不是 JSON', 'it is not JSON');
  }
  const result = keyringSchema.safeParse(parsed);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join('.') ?? '';
  const where = place === '' ? 'current, keys, blindIndexKey, signing' : place;
  throw refusal(`请检查 ${where} 的形式`, `check the form of ${where}`);
}

function readKey(text: string, place: string): Buffer {
  const key = Buffer.from(text, 'base64');
  // Node reads past what is not base64; only a text that survives the round trip is the key that was meant.
  if (key.length !== KEY_BYTES || key.toString('base64') !== text) {
    throw refusal(`${place} 应为 32 字节的 base64`, `${place} must be 32 bytes in base64`);
  }
  return key;
}

/** A new keyring as JSON, for a first start. Losing it means losing every encrypted value. */
export function generateKeyring(): string {
  const key = () => randomBytes(KEY_BYTES).toString('base64');
  // A random id, so that keys of two installations are never taken for one another.
  const current = `key-${randomBytes(4).toString('hex')}`;
  const { id, ...signing } = generateSigningKey();
  const ring = {
    current,
    keys: { [current]: key() },
    blindIndexKey: key(),
    signing: { current: id, keys: { [id]: signing } },
  };
  return `${JSON.stringify(ring, null, 2)}\n`;
}

/** The same keyring with a signing key, where it was made before reports were signed; `null` where it has one. */
export function withSigningKey(json: string): string | null {
  const ring = keyringSchema.omit({ signing: true }).safeParse(JSON.parse(json));
  if (!ring.success) return null;
  const { id, ...key } = generateSigningKey();
  return `${JSON.stringify({ ...ring.data, signing: { current: id, keys: { [id]: key } } }, null, 2)}\n`;
}
