import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/**
 * SHA-256 of what keeps stored reports runnable: a folder by the names and bytes of its files, a file by its bytes. It
 * is not edited; another version or edition is one more entry.
 */
const DIGESTS: Readonly<Record<string, string>> = {
  'src/assessment/kept/v1': '601b6edcb1d61921636f5743d3d41d9fd8c543ebf6bc7fb536d9161487868b6c',
  'src/indicators/kept/i01-v2-to-i11-v1': 'e2dd1ce33691d359c12c85165bcd497569dc1956592ee0ed218d194200a6a11e',
  'src/indicators/kept/i03-v3': 'e8eaa7490137f29c535391904ad675f77b7a529b010a7130c6df546813636142',
  'src/report/kept/edition-1': '8ca4c0fdf1ded206899eb2b93378e4857c37d4864cc40fd99921e5ae35098df9',
  'test/unit/report/edition-1.report': '2a46bc7e2577368115094308ebb6d5e04478a51fed0b0a5b2d57e3959bd00510',
  'test/unit/report/edition-1.test.ts': 'df008f8c251e81abda22bdf5f0ff5fba1633a741e81bcf9a45a23175975ef6ef',
};

const ROOMS = ['src/assessment', 'src/indicators', 'src/report'];

function digestOf(path: string): string {
  const hash = createHash('sha256');
  if (/\.\w+$/.test(path)) return hash.update(readFileSync(join(ROOT, path))).digest('hex');
  for (const name of readdirSync(join(ROOT, path)).toSorted()) {
    const bytes = readFileSync(join(ROOT, path, name));
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

it('versions that were laid aside, and the report of the first edition with its test, are the bytes that they were', () => {
  const now = Object.fromEntries(Object.keys(DIGESTS).map((path) => [path, digestOf(path)]));
  expect(now).toEqual(DIGESTS);
});

it('every folder that keeps a version or an edition is held', () => {
  const folders = ROOMS.map((room) => `${room}/kept`)
    .filter((kept) => existsSync(join(ROOT, kept)))
    .flatMap((kept) => readdirSync(join(ROOT, kept)).map((name) => `${kept}/${name}`));
  expect(Object.keys(DIGESTS)).toEqual(expect.arrayContaining(folders));
});
