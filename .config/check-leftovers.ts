// Promise: nothing half done stays behind.
import { conclude, lineAt } from './findings.ts';
import type { Finding } from './findings.ts';
import { nodesOf, isRecord, lastName } from './syntax.ts';
import { readFiles } from './tree.ts';

/** Words are put together here, so that this file does not find itself. */
const WORDS: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  {
    pattern: words('\\b', ['TO', 'DO'], ['FIX', 'ME'], ['X', 'XX']),
    says: 'do it, or open an issue and take the note out',
  },
  {
    pattern: words('@ts-', ['ig', 'nore'], ['expect', '-error'], ['no', 'check']),
    says: 'let the types hold instead of silencing them',
  },
  {
    pattern: words('', ['/work/', 'main'], ['/work/', 'shared'], ['\\.\\./shared', '/']),
    says: 'names a folder outside the project',
  },
];

const TESTS = new Set(['it', 'test', 'describe', 'suite', 'bench']);

const files = readFiles(/\.(?:ts|mjs|md|json|toml|graphql|sql)$|^\.ci\//).filter(
  ({ path }) => path !== 'package-lock.json',
);
conclude(
  files.flatMap(({ path, text }) => [
    ...leftWords(path, text),
    ...(/^test\/.*\.ts$/.test(path) ? leftSwitches(path, text) : []),
  ]),
  files.length,
);

function leftWords(path: string, text: string): Finding[] {
  return WORDS.flatMap(({ pattern, says }) =>
    [...text.matchAll(pattern)].map((match) => ({
      path,
      line: lineAt(text, match.index),
      says: `${match[0]}: ${says}`,
    })),
  );
}

/** Tests that run alone, and tests that don't run without saying why. `skipIf` and `runIf` carry their reason. */
function leftSwitches(path: string, text: string): Finding[] {
  const found: Finding[] = [];
  for (const { type, line, fields } of nodesOf(text)) {
    const { callee } = fields;
    if (type !== 'CallExpression' || !isRecord(callee) || callee['type'] !== 'MemberExpression') continue;
    const name = lastName(callee) ?? '';
    const owner = lastName(callee['object']) ?? '';
    const ofTests = TESTS.has(owner) || ['each', 'concurrent', 'sequential'].includes(owner);
    if (ofTests && name === 'only')
      found.push({ path, line, says: '.only: the other tests of the file would not run' });
    if (ofTests && (name === 'skip' || name === 'todo') && !/skipped:|needs /.test(titleOf(fields))) {
      found.push({
        path,
        line,
        says: `.${name} without a reason: say in its title "skipped: <why>" or "needs <what>"`,
      });
    }
  }
  return found;
}

function titleOf(call: Readonly<Record<string, unknown>>): string {
  const first: unknown = Array.isArray(call['arguments']) ? call['arguments'][0] : undefined;
  return isRecord(first) ? JSON.stringify(first['expression']) : '';
}

function words(before: string, ...parts: readonly (readonly [string, string])[]): RegExp {
  return new RegExp(`${before}(?:${parts.map((part) => part.join('')).join('|')})(?!\\w)`, 'g');
}
