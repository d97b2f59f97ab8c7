import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { sm2PublicKeyOf, sm2SignatureFits, signSm2 } from '../platform/sm2-signature.ts';

/** Ed25519 (RFC 8032), or SM2 over SM3 (GB/T 32918.2). Software cryptography, not certified (密评 GB/T 39786). */
export const SIGNATURE_ALGORITHMS = ['Ed25519', 'SM2'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** A private key of 64 hexadecimal digits: the seed for Ed25519, the number for SM2. */
export type SigningKey = { readonly id: string; readonly algorithm: SignatureAlgorithm; readonly privateKey: string };

/** The key that verifies signatures, in hexadecimal digits: 32 bytes for Ed25519; `04` and both coordinates for SM2. */
export type PublicKey = {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly publicKey: string;
};

/** A signature in lower-case hexadecimal digits, in one canonical form, with the id of its key. */
export type Signature = { readonly algorithm: SignatureAlgorithm; readonly keyId: string; readonly value: string };

/** DER before the seed (RFC 8410), and before the public key. */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs the documents of this installation with the current key. */
export class Signer {
  readonly #key: SigningKey;
  readonly #sign: (content: Uint8Array) => string;
  /** The public half of the current key. */
  readonly publicKey: PublicKey;
  readonly #publicKeys: readonly PublicKey[];

  /** @param kept every key of the installation, including those of earlier years. */
  constructor(key: SigningKey, kept: readonly SigningKey[] = [key]) {
    this.#key = key;
    this.publicKey = publicKeyOf(key);
    this.#publicKeys = kept.map(publicKeyOf);
    if (key.algorithm === 'SM2') {
      this.#sign = (content) => signSm2(content, key.privateKey);
      return;
    }
    const opened = privateKeyOf(key);
    this.#sign = (content) => sign(null, content, opened).toString('hex');
  }

  sign(content: Uint8Array): Signature {
    return { algorithm: this.#key.algorithm, keyId: this.#key.id, value: this.#sign(content) };
  }

  /** Whether this installation signed this content, with its current key or an earlier one. */
  hasSigned(content: Uint8Array, signature: Signature): boolean {
    return this.#publicKeys.some((key) => signatureFits(signature, content, key));
  }
}

/** Whether the signature fits this content and key; `false` for a text that is no signature. */
export function signatureFits(signature: Signature, content: Uint8Array, key: PublicKey): boolean {
  if (signature.algorithm !== key.algorithm || signature.keyId !== key.keyId) return false;
  if (!/^[0-9a-f]{128}$/.test(signature.value)) return false;
  if (key.algorithm === 'SM2') {
    return /^04[0-9a-f]{128}$/.test(key.publicKey) && sm2SignatureFits(content, signature.value, key.publicKey);
  }
  if (!/^[0-9a-f]{64}$/.test(key.publicKey)) return false;
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(key.publicKey, 'hex')]);
  const opened = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, content, opened, Buffer.from(signature.value, 'hex'));
}

/** The public half of a key. @throws RangeError for an invalid key; the message reveals nothing about it. */
export function publicKeyOf(key: SigningKey): PublicKey {
  const head = { keyId: key.id, algorithm: key.algorithm };
  if (key.algorithm === 'SM2') return { ...head, publicKey: sm2PublicKeyOf(key.privateKey) };
  const der = createPublicKey(privateKeyOf(key)).export({ format: 'der', type: 'spki' });
  return { ...head, publicKey: der.subarray(PUBLIC_PREFIX.length).toString('hex') };
}

function privateKeyOf({ privateKey }: SigningKey) {
  if (!/^[0-9a-f]{64}$/i.test(privateKey)) throw new RangeError('not an Ed25519 seed: 64 hexadecimal digits');
  const der = Buffer.concat([SEED_PREFIX, Buffer.from(privateKey, 'hex')]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

/** A new key with a random id, so that two installations never have keys with the same id. */
export function generateSigningKey(algorithm: SignatureAlgorithm = 'Ed25519'): SigningKey {
  const privateKey = randomBytes(32);
  // SM2 accepts any number below the order of the curve; a number whose first bit is 0 is below it.
  if (algorithm === 'SM2') privateKey[0] = (privateKey[0] ?? 0) & 0x7f;
  return { id: `sign-${randomBytes(4).toString('hex')}`, algorithm, privateKey: privateKey.toString('hex') };
}
