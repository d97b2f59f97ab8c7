import { sm2 } from 'sm-crypto-v2';

/**
 * SM2 signatures (GB/T 32918.2) over SM3 with the standard's user id, by sm-crypto-v2: Node's own SM2 verifies with an
 * empty user id only. Software cryptography, not certified (密评 GB/T 39786).
 */
const USER_ID = '1234567812345678';

/** Order of the curve's base point (GB/T 32918.5). */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** Whether a text is a private key: 64 hexadecimal digits, a number from 1 to the order less 2. */
export function isSm2PrivateKey(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text) && numberIn(text, ORDER - 2n);
}

/** The public key of a private one: `04` and both coordinates, 130 hexadecimal digits. */
export function sm2PublicKeyOf(privateKey: string): string {
  assertPrivateKey(privateKey);
  return sm2.getPublicKeyFromPrivateKey(privateKey.toLowerCase());
}

/**
 * The signature of a message: r and s, 128 hexadecimal digits. Another one at each call, for the same message too.
 * @throws RangeError for a key that is none; the message says nothing of it.
 */
export function signSm2(message: Uint8Array, privateKey: string): string {
  assertPrivateKey(privateKey);
  return sm2.doSignature(message, privateKey.toLowerCase(), { hash: true, userId: USER_ID });
}

/** Whether a signature is of this message under this public key; `false` for anything that is no signature. */
export function sm2SignatureFits(message: Uint8Array, signature: string, publicKey: string): boolean {
  // The library takes any text apart, and throws its numbers back.
  if (!/^[0-9a-f]{128}$/.test(signature)) return false;
  if (!numberIn(signature.slice(0, 64), ORDER - 1n) || !numberIn(signature.slice(64), ORDER - 1n)) return false;
  return sm2.doVerifySignature(message, signature, publicKey, { hash: true, userId: USER_ID });
}

function assertPrivateKey(text: string): void {
  if (!isSm2PrivateKey(text)) throw new RangeError('not an SM2 private key: 64 hexadecimal digits below the order');
}

function numberIn(hex: string, greatest: bigint): boolean {
  const number = BigInt(`0x${hex}`);
  return number >= 1n && number <= greatest;
}
