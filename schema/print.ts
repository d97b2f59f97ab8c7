import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { caseFileJsonSchema } from '../src/reassessment/case-file.ts';
import { schema } from './schema.ts';

/** The schema as text, in one order whatever the order of the files. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** The form of a case file for `hedui evaluate`, as JSON Schema. */
function printedCaseFile(): string {
  return `${JSON.stringify(caseFileJsonSchema(), null, 2)}\n`;
}

/** Writes both, or with `--check` compares them; returns the exit code. */
async function main(mode: string | undefined): Promise<number> {
  const files = [
    { name: 'schema.graphql', printed: printedSchema(), says: (text: string) => text },
    // The formatter may have been here: only what it says is compared.
    {
      name: 'case-file.schema.json',
      printed: printedCaseFile(),
      says: (text: string) => JSON.stringify(JSON.parse(text)),
    },
  ];
  let code = 0;
  for (const { name, printed, says } of files) {
    const file = new URL(name, import.meta.url);
    if (mode !== '--check') {
      await writeFile(file, printed);
    } else if (says(await readFile(file, 'utf8')) !== says(printed)) {
      process.stderr.write(
        `schema/${name} is not what the code says. Run \`npm run schema\`, look at the difference, and commit it.\n`,
      );
      code = 1;
    }
  }
  return code;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
