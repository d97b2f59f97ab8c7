import { readFile, writeFile } from 'node:fs/promises';
import { SOURCES } from '../../adapters/registry.ts';
import { describeSources } from './planned-sources.ts';

/**
 * The sources as schema and Worker know them, as text: names, terms and facts without transports, which need a file
 * system and cannot run at the edge.
 */
export function printedSources(): string {
  return `${JSON.stringify(describeSources(new Set(SOURCES.map(({ id }) => id))), null, 2)}\n`;
}

/** Writes `schema/sources.json`, or with `--check` compares it; returns the exit code. */
async function main(mode: string | undefined): Promise<number> {
  const file = new URL('../../schema/sources.json', import.meta.url);
  const printed = printedSources();
  if (mode !== '--check') {
    await writeFile(file, printed);
    return 0;
  }
  // The formatter may have changed the file, so only its content is compared.
  if (JSON.stringify(JSON.parse(await readFile(file, 'utf8'))) === JSON.stringify(JSON.parse(printed))) return 0;
  process.stderr.write('schema/sources.json is not what the registry says. Run `npm run schema` and commit it.\n');
  return 1;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
