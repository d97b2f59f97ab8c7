import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** SHA-256 of what keeps stored reports runnable. It is not edited; another version or edition is one more entry. */
const DIGESTS: Readonly<Record<string, string>> = {
  'src/indicators/kept/i03-v3/assets-beyond-banks.ts':
    'f4a9a824488082acf20d07d61e13c9b505eb9f953b242daa340eca2ea3b04663',
  'src/indicators/kept/i03-v3/i03-financial-assets.ts':
    'ba7ddb5ce10a1537c239d405f89c1d3efc19d015dd4165b815a4b2e0e1c4dd25',
  'src/indicators/kept/i03-v3/reading.ts': '8a294b7089a70bfe3f28c4f8d99215d4e904619f0e4ef2e2415702b47831e856',
  'src/indicators/kept/i03-v3/verdict.ts': 'dcc4ddd8fc8a845c71d450498549898ad22512a7ca3413054e986c64f8b3f835',
  'test/unit/report/edition-1.report': '2a46bc7e2577368115094308ebb6d5e04478a51fed0b0a5b2d57e3959bd00510',
  'test/unit/report/edition-1.test.ts': 'df008f8c251e81abda22bdf5f0ff5fba1633a741e81bcf9a45a23175975ef6ef',
};

const digestOf = (path: string): string =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, path)))
    .digest('hex');

it('versions that were laid aside, and the report of the first edition with its test, are the bytes that they were', () => {
  const now = Object.fromEntries(Object.keys(DIGESTS).map((path) => [path, digestOf(path)]));
  expect(now).toEqual(DIGESTS);
});
