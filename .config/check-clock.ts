// Promise: the present comes from one clock. Reads the syntax tree, so prose and comments may name what code may not
// do, while SQL in strings and templates is searched.
import { conclude } from './findings.ts';
import type { Finding } from './findings.ts';
import { isRecord, lastName, nodesOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { readFiles } from './tree.ts';

/** The one place that may ask the machine for the time. */
const CLOCK = 'src/platform/clock.ts';
/** Rooms of pure functions, where chance is as forbidden as the present. */
const PURE = /^src\/(identity|policy|indicators|assessment)\//;

const SQL_PRESENT =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\b(?:current_(?:timestamp|date|time)|localtimestamp)\b|'now'|"now"/i;
/** Prose is not SQL: one of these words must stand in the same string, or nothing else than the expression. */
const SQL_CONTEXT = /\b(?:select|insert|update|delete|set|values|default|where|interval|returning|check)\b|::/i;
const BARE_PRESENT =
  /^\s*(?:\w+_timestamp|now)\s*\(\s*\)\s*$|^\s*(?:current_(?:timestamp|date|time)|localtimestamp)\s*$/i;

const files = readFiles(/\.(?:ts|mjs|sql)$/);
const findings = files.filter(({ path }) => path !== CLOCK).flatMap(({ path, text }) => look(path, text));
conclude(findings, files.length);

function look(path: string, text: string): Finding[] {
  if (path.endsWith('.sql')) return asksSql(text) ? [{ path, says: 'asks the database for the time' }] : [];
  const found: Finding[] = [];
  for (const node of nodesOf(text)) {
    const says = fault(node, PURE.test(path));
    if (says !== undefined) found.push({ path, line: node.line, says });
  }
  return found;
}

function fault({ type, fields }: SyntaxNode, pure: boolean): string | undefined {
  const { callee, object, property } = fields;
  const given = Array.isArray(fields['arguments']) ? fields['arguments'].length : 0;
  const remedy = `take a Clock (${CLOCK}) and pass the instant on`;
  if (type === 'NewExpression' && lastName(callee) === 'Date' && given === 0)
    return `new Date() without an argument: ${remedy}`;
  if (type === 'CallExpression' && isRecord(callee)) {
    if (callee['type'] === 'Identifier' && lastName(callee) === 'Date') return `Date() without new: ${remedy}`;
    if (lastName(callee) === 'fn' && isPresentName(fields['arguments']))
      return `asks the database for the time: ${remedy}`;
  }
  if (type === 'MemberExpression') {
    const named = `${lastName(object) ?? ''}.${lastName(property) ?? ''}`;
    if (named === 'Date.now' || named === 'Temporal.Now' || named === 'performance.timeOrigin')
      return `${named}: ${remedy}`;
    if (pure && named === 'Math.random') return 'Math.random in a pure room: pass the value in';
  }
  if ((type === 'TemplateElement' || type === 'StringLiteral') && asksSql(textOf(fields))) {
    return `asks the database for the time: ${remedy}`;
  }
  return undefined;
}

function asksSql(text: string): boolean {
  return BARE_PRESENT.test(text) || (SQL_PRESENT.test(text) && SQL_CONTEXT.test(text));
}

/** `raw` in a template, `value` in a string. */
function textOf(fields: Readonly<Record<string, unknown>>): string {
  const text = fields['raw'] ?? fields['value'];
  return typeof text === 'string' ? text : '';
}

/** `fn('now')` of the query builder. */
function isPresentName(args: unknown): boolean {
  const first: unknown = Array.isArray(args) ? args[0] : undefined;
  const name = isRecord(first) ? lastName(first['expression']) : undefined;
  return name !== undefined && /^(?:now|\w+_timestamp)$/i.test(name);
}
