import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './tree.ts';

/** A file of the project by its path from the root, and its whole text. */
export type LaidFile = { readonly path: string; readonly text: string };

/** Writes files that were all made before, in the house's own way of writing. @returns their paths, a line each */
export function layFiles(files: readonly LaidFile[]): string {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  const paths = files.map(({ path }) => path);
  const formatted = spawnSync(join(ROOT, 'node_modules/.bin/oxfmt'), ['-c', '.config/oxfmt.json', ...paths], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (formatted.status !== 0)
    throw new Error('the files could not be formatted', { cause: formatted.error ?? formatted.stderr });
  return paths.map((path) => `  ${path}`).join('\n');
}
