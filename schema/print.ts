import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { policyFileJsonSchema } from '../src/policy/file-schema.ts';
import { caseFileJsonSchema } from '../src/reassessment/case-file.ts';
import { reportJsonSchema } from '../src/report/document-schema.ts';
import { schema } from './schema.ts';

/** The schema as text, in one order whatever the order of the files. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** A form as JSON Schema. */
function printed(form: unknown): string {
  return `${JSON.stringify(form, null, 2)}\n`;
}

/** Writes all of them, or with `--check` compares them; returns the exit code. */
async function main(mode: string | undefined): Promise<number> {
  const asWritten = (text: string) => text;
  // The formatter may have been here: only what it says is compared.
  const asJson = (text: string) => JSON.stringify(JSON.parse(text));
  const files = [
    { name: 'schema.graphql', text: printedSchema(), says: asWritten },
    // A case file for `hedui evaluate`.
    { name: 'case-file.schema.json', text: printed(caseFileJsonSchema()), says: asJson },
    // A policy pack as an office writes it.
    { name: 'policy-pack.schema.json', text: printed(policyFileJsonSchema()), says: asJson },
    // The document of a report, as it is stored, signed and handed out.
    { name: 'report.schema.json', text: printed(reportJsonSchema()), says: asJson },
  ];
  let code = 0;
  for (const { name, text, says } of files) {
    const file = new URL(name, import.meta.url);
    if (mode !== '--check') {
      await writeFile(file, text);
    } else if (says(await readFile(file, 'utf8')) !== says(text)) {
      process.stderr.write(
        `schema/${name} is not what the code says. Run \`npm run schema\`, look at the difference, and commit it.\n`,
      );
      code = 1;
    }
  }
  return code;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
