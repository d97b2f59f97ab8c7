// Promise: what the documents and comments point at is there.
import { posix } from 'node:path';
import { conclude, lineAt } from './findings.ts';
import type { Finding } from './findings.ts';
import { filePaths, readFiles, topLevel } from './tree.ts';

const paths = filePaths();
const known = new Set([...paths, ...folders(paths)]);
const names = new Set(paths.map((path) => posix.basename(path)));
const scripts = scriptNames();

const documents = readFiles(/\.md$/);
/** Sample trees of the checks' own tests name files of their own. */
const SAMPLES = /^test\/checks\//;
const sources = readFiles(
  /\.(?:ts|mjs)$/,
  ['src/', 'schema/', 'adapters/', 'jobs/', 'test/'].filter((name) => topLevel().includes(name)),
).filter(({ path }) => !SAMPLES.test(path));
conclude(
  [
    ...documents.flatMap(({ path, text }) => [...links(path, text), ...mentions(path, text), ...commands(path, text)]),
    ...sources.flatMap(({ path, text }) => documentNames(path, text)),
  ],
  documents.length + sources.length,
);

/** `[text](target)`; an address or an anchor of the same page is left to the reader. */
function links(path: string, text: string): Finding[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const target = (match[1] ?? '').replace(/#.*$/, '');
    if (target === '' || /^[a-z]+:/i.test(target)) return [];
    const resolved = posix.normalize(posix.join(posix.dirname(path), decodeURI(target))).replace(/\/$/, '');
    return known.has(resolved)
      ? []
      : [{ path, line: lineAt(text, match.index), says: `points at ${target}, which is not there` }];
  });
}

/** A path or file name between backquotes. A pattern with `*` or `<…>` is not a path. */
function mentions(path: string, text: string): Finding[] {
  return [
    ...text.matchAll(
      /`((?:\.{0,2}[\w-]+[\w.-]*\/)*[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|json|md|graphql|toml)|(?:src|schema|adapters|jobs|test|docs|\.config|\.ci)\/[\w./-]*)`/g,
    ),
  ].flatMap((match) => {
    const target = (match[1] ?? '').replace(/\/$/, '');
    const found = target.includes('/')
      ? known.has(target) || known.has(posix.join(posix.dirname(path), target))
      : names.has(target) || known.has(target);
    return found ? [] : [{ path, line: lineAt(text, match.index), says: `mentions ${target}, which is not there` }];
  });
}

/** `npm run x` and `npm x`. */
function commands(path: string, text: string): Finding[] {
  return [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start))\b/g)]
    .filter((match) => !scripts.has(match[1] ?? match[2] ?? ''))
    .map((match) => ({ path, line: lineAt(text, match.index), says: `${match[0]}: package.json has no such script` }));
}

/** A document named in a comment or message of the source. */
function documentNames(path: string, text: string): Finding[] {
  return [...text.matchAll(/(?<![\w/*.})-])((?:[\w-]+\/)*[\w-]+\.md)\b/g)].flatMap((match) => {
    const target = match[1] ?? '';
    const found = target.includes('/') ? known.has(target) : names.has(target);
    return found ? [] : [{ path, line: lineAt(text, match.index), says: `names ${target}, which is not there` }];
  });
}

function folders(files: readonly string[]): string[] {
  return files.flatMap((path) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  });
}

function scriptNames(): ReadonlySet<string> {
  const [manifest] = readFiles(/^package\.json$/);
  const parsed: unknown = JSON.parse(manifest?.text ?? '{}');
  const listed = typeof parsed === 'object' && parsed !== null && 'scripts' in parsed ? parsed.scripts : {};
  return new Set(typeof listed === 'object' && listed !== null ? Object.keys(listed) : []);
}
