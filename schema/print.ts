import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/** The schema as text, in one order whatever the order of the files. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** Writes `schema.graphql`, or with `--check` compares it; returns the exit code. */
async function main(mode: string | undefined): Promise<number> {
  const file = new URL('schema.graphql', import.meta.url);
  const printed = printedSchema();
  if (mode !== '--check') {
    await writeFile(file, printed);
    return 0;
  }
  if ((await readFile(file, 'utf8')) === printed) return 0;
  process.stderr.write(
    'schema/schema.graphql is not what the code says. Run `npm run schema`, look at the difference, and commit it.\n',
  );
  return 1;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
