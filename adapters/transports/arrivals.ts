import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceFault } from '../../src/sources/port.ts';
import { readBatchName } from './batch-name.ts';
import type { BatchName } from './batch-name.ts';
import { isMissing, readFirst } from './folder-files.ts';
import type { PartnerFolder } from './partner-folder.ts';
import { PutAside } from './put-aside.ts';
import { containerState, openContainer } from './sealed-container.ts';

/** Ten thousand rows are about 2 MB; a larger file is not read into memory at all. */
const MAX_FILE_BYTES = 67_108_864;

/** A file that arrived whole, opened. */
export type Arrival = { readonly fileName: string; readonly name: BatchName; readonly content: Uint8Array };

/** Opens what lies in inboxes, and remembers what is still being written. */
export class Arrivals {
  /** Size of each incomplete file and when it was first seen so, in milliseconds of this process. */
  readonly #growing = new Map<string, { readonly size: number; readonly since: number }>();
  readonly #settleMs: number;

  /** @param settleMs an incomplete file that has not grown for this long is put aside. */
  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /**
   * @returns the opened file, or `null` where it is not whole yet or another process has taken it.
   * @throws PutAside where it will never be read.
   */
  async open(folder: PartnerFolder, fileName: string): Promise<Arrival | null> {
    const path = join(folder.inbox, fileName);
    const bytes = await readCapped(path);
    if (bytes === null) return null;
    const state = containerState(bytes);
    if (state === 'INCOMPLETE' && !this.#settled(path, bytes.byteLength)) return null;
    this.#growing.delete(path);
    if (state === 'INCOMPLETE') throw new PutAside('INCOMPLETE');
    if (state === 'FOREIGN') throw new PutAside('NO_CONTAINER');
    const name = readBatchName(fileName);
    if (name === null || name.direction === 'REQ' || name.institution !== folder.partner.code) {
      throw new PutAside('NAME');
    }
    return { fileName, name, content: opened(bytes, folder.partner.key, fileName) };
  }

  #settled(path: string, size: number): boolean {
    const before = this.#growing.get(path);
    if (before?.size === size) return performance.now() - before.since >= this.#settleMs;
    this.#growing.set(path, { size, since: performance.now() });
    return false;
  }
}

async function readCapped(path: string): Promise<Uint8Array | null> {
  try {
    if ((await stat(path)).size > MAX_FILE_BYTES) throw new PutAside('TOO_LARGE');
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
  return readFirst([path]);
}

function opened(bytes: Uint8Array, key: Uint8Array, fileName: string): Uint8Array {
  try {
    return openContainer(bytes, key, fileName);
  } catch (thrown) {
    if (thrown instanceof SourceFault) throw new PutAside('SEAL', { cause: thrown });
    throw thrown;
  }
}
