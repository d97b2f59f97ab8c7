import { parseSync } from '@swc/core';

/** A node of the syntax tree; its fields depend on `type`. */
export type SyntaxNode = {
  readonly type: string;
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** swc counts bytes from the start of all it has parsed; a first empty statement tells where this text starts. */
const MARK = ';';
const NEWLINE = 10;

/**
 * Every node of a TypeScript file, parents first, comments left out.
 *
 * @throws Error when the text is not TypeScript.
 */
export function* nodesOf(text: string): Generator<SyntaxNode> {
  // Behind the mark a hashbang is no first line any more; as a comment it is as long.
  const tree = parseSync(MARK + text.replace(/^#!/, '//'), { syntax: 'typescript', target: 'es2024' });
  const bytes = Buffer.from(text);
  const start = (spanStart(tree.body[0]) ?? 0) + MARK.length;
  const newlines = [...bytes.keys()].filter((at) => bytes[at] === NEWLINE);
  const lineOf = (node: unknown) => {
    const at = (spanStart(node) ?? start) - start;
    const later = newlines.findIndex((newline) => newline >= at);
    return (later === -1 ? newlines.length : later) + 1;
  };
  yield* walk(tree.body, lineOf);
}

/** Every node within a field of a node; their lines are not told. */
export function nodesWithin(field: unknown): Generator<SyntaxNode> {
  return walk(field, () => 0);
}

function* walk(value: unknown, lineOf: (node: unknown) => number): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item, lineOf);
  } else if (isRecord(value)) {
    if (typeof value['type'] === 'string') yield { type: value['type'], line: lineOf(value), fields: value };
    for (const field of Object.values(value)) yield* walk(field, lineOf);
  }
}

/** Narrows a field of a node to something with fields of its own. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name at the end of `a`, `x.a` or `x['a']`. */
export function lastName(node: unknown): string | undefined {
  if (!isRecord(node)) return undefined;
  if (node['type'] === 'MemberExpression') return lastName(node['property']);
  if (node['type'] === 'Computed') return lastName(node['expression']);
  return typeof node['value'] === 'string' ? node['value'] : undefined;
}

function spanStart(node: unknown): number | undefined {
  const span = isRecord(node) ? node['span'] : undefined;
  return isRecord(span) && typeof span['start'] === 'number' ? span['start'] : undefined;
}
