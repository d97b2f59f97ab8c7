// `npm run new:source -- NAME --zh 名称 --transport json|soap|batch [--fact FACT]` lays the files of one more source.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layFiles } from './lay-files.ts';
import type { LaidFile } from './lay-files.ts';
import { camel, filesOf, OFFICE_OF } from './new-source-files.ts';
import { asksForHelp, readRequest, USAGE } from './new-source-request.ts';
import { ROOT } from './tree.ts';

/** A list with the import and the line of one more value: the last of the list that ends with `closing`. */
function entered(path: string, value: string, from: string, closing: string): LaidFile {
  const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
  const imported = lines.map((line) => /^import .* from '(\..*)';$/.exec(line)?.[1] ?? null);
  const later = imported.findIndex((other) => other !== null && other > from);
  const at = later === -1 ? imported.findLastIndex((other) => other !== null) + 1 : later;
  const end = lines.findIndex((line, index) => index > at && line.startsWith(closing));
  if (at === 0 || end === -1) throw new RangeError(`${path} is a list of imported values`);
  const text = lines.toSpliced(end, 0, `  ${value},`).toSpliced(at, 0, `import { ${value} } from '${from}';`);
  return { path, text: text.join('\n') };
}

function main(args: readonly string[]): number {
  if (asksForHelp(args)) {
    process.stdout.write(USAGE);
    return 0;
  }
  const asked = readRequest(args);
  if (!('transport' in asked)) {
    process.stderr.write(`${asked.zh}。\n${asked.en}.\n`);
    return 2;
  }
  const { name, transport } = asked;
  const { folder, ending, list } = OFFICE_OF[transport];
  // All is made before anything is written.
  const files = [
    ...filesOf(asked),
    entered('adapters/registry.ts', camel(name), `./${name}.ts`, '];'),
    entered(list, `${camel(name)}${ending}`, `./${folder}/${name}.ts`, '] as const'),
  ];
  process.stdout.write(`${layFiles(files)}\n\nnpm run schema\nnpm run conformance -- ${name}\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
