import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomFillSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { certificateKey } from '../identity/certificate.ts';
import type { Certificate } from '../identity/certificate.ts';
import type { Keyring } from './keyring.ts';

/** Where a sealed value lives. Moved to another cell, it no longer opens. */
export type Cell = { readonly table: string; readonly row: string; readonly column: string };

/** Why a sealed value does not open. */
export type VaultFault = 'MALFORMED' | 'UNKNOWN_KEY' | 'ALTERED_OR_MOVED';

/** An internal fault, never shown: it names the cell and the key id, never content. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly fault: VaultFault;

  constructor(fault: VaultFault, cell: Cell, detail: string) {
    super(`${fault}: ${cell.table}.${cell.column} of row ${cell.row}: ${detail}`);
    this.fault = fault;
  }
}

const FORMAT = 1;
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals fields at rest with AES-256-GCM. A sealed value is: format byte, length of the key id, key id, 12-byte
 * initialisation vector, 16-byte tag, ciphertext; header, table, row and column are its associated data.
 *
 * A random vector of 96 bits is safe for 2^32 values under one key (NIST SP 800-38D, 8.3): rotate before.
 * Synchronous, because a field is small and the pool of threads is not; runs in workerd too, which takes only
 * Buffers in `update`.
 */
export class FieldVault {
  readonly #keyring: Keyring;
  /** Made once: from raw bytes each cipher would make its own, which takes four times as long as the sealing. */
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #vectors = new Vectors();

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
    this.#keys = new Map([...keyring.keys].map(([id, key]) => [id, createSecretKey(key)]));
  }

  seal(cell: Cell, content: string | Uint8Array): Buffer {
    const { current } = this.#keyring;
    const header = headerOf(current);
    const iv = this.#vectors.next();
    const cipher = createCipheriv(ALGORITHM, this.#key(current, cell), iv);
    cipher.setAAD(associatedData(header, cell));
    const ciphertext = Buffer.concat([cipher.update(bytes(content)), cipher.final()]);
    return Buffer.concat([header, iv, cipher.getAuthTag(), ciphertext]);
  }

  /** @throws VaultError when the value was altered, moved from another cell, or sealed with a key not held. */
  open(cell: Cell, sealed: Buffer): Buffer {
    const idEnd = 2 + (sealed[1] ?? 0);
    const start = idEnd + IV_BYTES + TAG_BYTES;
    if (sealed[0] !== FORMAT || sealed.length < start) throw new VaultError('MALFORMED', cell, 'not a sealed value');
    const key = this.#key(keyIdOf(sealed), cell);
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(idEnd, idEnd + IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(sealed.subarray(0, idEnd), cell));
    decipher.setAuthTag(sealed.subarray(idEnd + IV_BYTES, start));
    // GCM gives plaintext before it has checked the tag: nothing leaves this function until `final` agreed.
    const plain = decipher.update(sealed.subarray(start));
    return Buffer.concat([plain, authenticated(() => decipher.final(), cell)]);
  }

  openText(cell: Cell, sealed: Buffer): string {
    return this.open(cell, sealed).toString('utf8');
  }

  /**
   * Keyed fingerprint by which a person is found without revealing the number; equal for every way of writing the
   * same certificate. `null` for people without one: they must never be taken for one another.
   */
  blindIndex(certificate: Certificate): Buffer | null {
    if (certificate.number === null) return null;
    const text = Buffer.from(certificateKey(certificate), 'utf8');
    return createHmac('sha256', this.#keyring.blindIndexKey).update(text).digest();
  }

  /**
   * Keyed fingerprint of bytes, by which equal contents are known again without being kept or guessed.
   * @param use keeps fingerprints of different uses apart; never empty.
   */
  fingerprint(use: string, content: Uint8Array): Buffer {
    const hmac = createHmac('sha256', this.#keyring.blindIndexKey);
    return hmac.update(`fingerprint ${use}\0`).update(bytes(content)).digest();
  }

  #key(id: string, cell: Cell): KeyObject {
    const key = this.#keys.get(id);
    if (key !== undefined) return key;
    // An id from a damaged row may be anything; only one of the right form is worth repeating.
    throw new VaultError('UNKNOWN_KEY', cell, /^[a-z0-9-]{1,32}$/.test(id) ? id : 'unreadable key id');
  }
}

/** The bytes with which everything begins that a key has sealed. */
export function headerOf(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.from([FORMAT, id.length]), id]);
}

/** Id of the key by which a value says that it was sealed. */
export function keyIdOf(sealed: Buffer): string {
  return sealed.toString('utf8', 2, 2 + (sealed[1] ?? 0));
}

/** Random initialisation vectors, drawn from the system by the page instead of one by one; none is given twice. */
class Vectors {
  readonly #page = Buffer.alloc(IV_BYTES * 256);
  #used = this.#page.length;

  next(): Buffer {
    if (this.#used === this.#page.length) {
      randomFillSync(this.#page);
      this.#used = 0;
    }
    const vector = Buffer.from(this.#page.subarray(this.#used, this.#used + IV_BYTES));
    this.#used += IV_BYTES;
    return vector;
  }
}

function bytes(content: string | Uint8Array): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** JSON keeps the parts apart: no two cells have the same text. */
function associatedData(header: Buffer, { table, row, column }: Cell): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([table, row, column]), 'utf8')]);
}

function authenticated(final: () => Buffer, cell: Cell): Buffer {
  try {
    return final();
  } catch {
    throw new VaultError('ALTERED_OR_MOVED', cell, 'the authentication tag does not agree');
  }
}
