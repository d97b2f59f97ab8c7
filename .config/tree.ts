import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Names that a work tree has and the project has not: what is installed, kept or written by running it. */
const LOCAL = new Set(['node_modules', '.git', '.data', '.wrangler', '.vite']);

/** A text file of the project; `path` is relative to the root, with `/`. */
export type ProjectFile = { readonly path: string; readonly text: string };

/** The names at the root that belong to the project, folders with a `/` at the end. */
export function topLevel(): string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => !LOCAL.has(entry.name) && !entry.name.endsWith('.log'))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

/** Paths of all files below the named folders (default: everything), sorted. */
export function filePaths(under: readonly string[] = topLevel()): string[] {
  return under.flatMap((name) => (name.endsWith('/') ? below(name.slice(0, -1)) : [name])).sort();
}

/** The files whose path matches, read. */
export function readFiles(pattern: RegExp, under?: readonly string[]): ProjectFile[] {
  return filePaths(under)
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

function below(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !LOCAL.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? below(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}
