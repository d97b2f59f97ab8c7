import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SourceFault } from '../../src/sources/port.ts';

/**
 * The container of files in an exchange folder: `HDX1`, length of the whole file (4 bytes, big-endian), nonce (12),
 * tag (16), ciphertext of AES-256-GCM. The header and the file's name are associated data, so that a file under
 * another name, institution or direction cannot be decrypted. The length distinguishes a half-written file from a
 * damaged one.
 */
const MAGIC = Buffer.from('HDX1', 'ascii');
const NONCE_AT = 8;
const TAG_AT = 20;
const CIPHERTEXT_AT = 36;

/** A key as endpoint files write it: 32 bytes in base64. */
export const containerKeySchema = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((key) => key.byteLength === 32, { error: 'a key has 32 bytes' });

/** The state of a file on disk, before it is decrypted. */
export type ContainerState = 'COMPLETE' | 'INCOMPLETE' | 'FOREIGN';

/** Encrypts a file's content and binds it to its future name. */
export function sealContainer(content: Uint8Array, key: Uint8Array, fileName: string): Uint8Array {
  const header = Buffer.alloc(NONCE_AT);
  MAGIC.copy(header);
  header.writeUInt32BE(CIPHERTEXT_AT + content.byteLength, MAGIC.length);
  const nonce = randomBytes(TAG_AT - NONCE_AT);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(header, fileName));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), ciphertext]);
}

/** Whether all bytes have arrived. A file with another beginning, or with bytes after its end, is foreign. */
export function containerState(bytes: Uint8Array): ContainerState {
  const file = Buffer.from(bytes);
  const begun = Math.min(file.length, MAGIC.length);
  if (!file.subarray(0, begun).equals(MAGIC.subarray(0, begun))) return 'FOREIGN';
  if (file.length < CIPHERTEXT_AT) return 'INCOMPLETE';
  const length = file.readUInt32BE(MAGIC.length);
  if (file.length === length) return 'COMPLETE';
  return file.length < length ? 'INCOMPLETE' : 'FOREIGN';
}

/**
 * Decrypts a complete container.
 * @throws SourceFault FORMAT_CHANGED where the key, the name or a single bit differs.
 */
export function openContainer(bytes: Uint8Array, key: Uint8Array, fileName: string): Uint8Array {
  const file = Buffer.from(bytes);
  if (containerState(file) !== 'COMPLETE') throw new SourceFault('FORMAT_CHANGED', { retryable: false });
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(NONCE_AT, TAG_AT))
      .setAAD(associated(file.subarray(0, NONCE_AT), fileName))
      .setAuthTag(file.subarray(TAG_AT, CIPHERTEXT_AT));
    return Buffer.concat([decipher.update(file.subarray(CIPHERTEXT_AT)), decipher.final()]);
  } catch (thrown) {
    throw new SourceFault('FORMAT_CHANGED', { retryable: false, cause: thrown });
  }
}

function associated(header: Uint8Array, fileName: string): Uint8Array {
  return Buffer.concat([header, Buffer.from(fileName, 'utf8')]);
}
