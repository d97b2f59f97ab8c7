import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { printedWorkerSources } from '../../../src/main/print-worker-sources.ts';

it('lets the Worker know the sources of the registry; `npm run schema` mends it', async () => {
  const file = new URL('../../../src/main/worker-sources.json', import.meta.url);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(printedWorkerSources()));
});
