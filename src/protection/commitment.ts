import { Buffer } from 'node:buffer';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SALT_BYTES = 32;

/** A promise of what was answered. Kept with the raw answer, the salt opens it; erased with it, nothing can be guessed. */
export type Commitment = { readonly commitment: Buffer; readonly salt: Buffer };

/**
 * Commits to raw bytes: SHA-256 over 32 random bytes and the bytes. A plain hash of "no record" or of a balance
 * could be found by trying.
 */
export function commit(raw: Uint8Array): Commitment {
  const salt = randomBytes(SALT_BYTES);
  return { commitment: digest(salt, raw), salt };
}

/** Whether the bytes are those that were committed to. */
export function verifyCommitment({ commitment, salt }: Commitment, raw: Uint8Array): boolean {
  const expected = digest(salt, raw);
  return expected.length === commitment.length && timingSafeEqual(expected, commitment);
}

function digest(salt: Buffer, raw: Uint8Array): Buffer {
  const content = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return createHash('sha256').update(salt).update(content).digest();
}
