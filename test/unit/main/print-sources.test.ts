import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { printedSources } from '../../../src/main/print-sources.ts';

it('lets schema and Worker know the sources of the registry; `npm run schema` mends it', async () => {
  const file = new URL('../../../schema/sources.json', import.meta.url);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(printedSources()));
});
