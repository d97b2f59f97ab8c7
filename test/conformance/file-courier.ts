import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readBatchName } from '../../adapters/transports/batch-name.ts';
import { writeAtomically } from '../../adapters/transports/folder-files.ts';
import { openContainer, sealContainer } from '../../adapters/transports/sealed-container.ts';
import { withTrailer } from './doctors.ts';
import type { Doctor } from './doctors.ts';

/** Carries files between a gateway's own exchange folder and the partner's, and doctors responses on the way. */
export type FileCourier = {
  /** Changes each response from now on. */
  doctor(doctor: Doctor): void;
  carry(): Promise<void>;
};

/** @param paths the folder of one partner, on the gateway's side and on its own. */
export function openFileCourier(paths: { ours: string; theirs: string }, key: Uint8Array): FileCourier {
  let doctor: Doctor = (content) => content;
  return {
    doctor(other) {
      doctor = other;
    },
    async carry() {
      for (const fileName of await filesOf(join(paths.ours, 'outbox'))) {
        await rename(join(paths.ours, 'outbox', fileName), join(paths.theirs, 'outbox', fileName));
      }
      for (const fileName of await filesOf(join(paths.theirs, 'inbox'))) {
        const path = join(paths.theirs, 'inbox', fileName);
        const bytes = await readFile(path);
        const doctored = readBatchName(fileName)?.direction === 'RSP' ? resealed(bytes, fileName) : bytes;
        await writeAtomically(join(paths.ours, 'inbox', fileName), doctored);
        await rm(path);
      }
    },
  };

  function resealed(bytes: Uint8Array, fileName: string): Uint8Array {
    const content = Buffer.from(openContainer(bytes, key, fileName));
    return sealContainer(withTrailer(content, doctor), key, fileName);
  }
}

async function filesOf(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  return (await readdir(folder)).filter((name) => readBatchName(name) !== null);
}
