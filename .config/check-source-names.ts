// Promise: a rule asks for kinds of fact and names no source. Another department may tell the same kinds tomorrow, and a
// rule that names one would not hear it. Rules that were laid aside stay as they are.
import { conclude } from './findings.ts';
import type { Finding } from './findings.ts';
import { isRecord, lastName, nodesOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { readFiles } from './tree.ts';

const RULES = /^src\/(?:indicators|assessment|report)\/(?!kept\/).*\.ts$/;
/** The registry as it is printed. */
const REGISTRY = /^schema\/sources\.json$/;

const ids = new Set(readFiles(REGISTRY).flatMap(({ text }) => idsIn(JSON.parse(text))));
const files = readFiles(RULES);
conclude(
  files.flatMap(({ path, text }) => look(path, text)),
  files.length,
);

function idsIn(printed: unknown): readonly string[] {
  if (!Array.isArray(printed)) return [];
  return printed.flatMap((source: unknown) =>
    isRecord(source) && typeof source['id'] === 'string' ? [source['id']] : [],
  );
}

function look(path: string, text: string): Finding[] {
  const nodes = [...nodesOf(text)];
  // An English word may be the id of a source: { zh: '车辆', en: 'vehicles' }.
  const words = new Set(nodes.map(englishWord));
  return nodes.flatMap(({ type, line, fields }) =>
    type === 'StringLiteral' && isId(fields['value']) && !words.has(fields)
      ? [{ path, line, says: `names the source ${String(fields['value'])}: ask for a kind of fact` }]
      : [],
  );
}

function englishWord({ type, fields }: SyntaxNode): unknown {
  return type === 'KeyValueProperty' && lastName(fields['key']) === 'en' ? fields['value'] : undefined;
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ids.has(value);
}
