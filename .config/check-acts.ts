// Promise: nothing is written but by an act. Only `src/access/acts` opens a transaction, for people and for programs;
// resolvers, routes, commands, jobs and reads neither write nor reach past the acts. In the rooms below, what writes says
// so by its name, `…InTrx`, so that it is known as a step of an act wherever it is imported.
import { conclude } from './findings.ts';
import type { Finding } from './findings.ts';
import { isRecord, lastName, nodesOf, nodesWithin } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { readFiles } from './tree.ts';
import type { ProjectFile } from './tree.ts';

/** Where nothing is written. */
const GUARDED = /^(schema|jobs|src\/http|src\/main\/commands|src\/access\/see|src\/explanation|src\/print)\//;
/** Where a transaction may be opened: by acts, and by the tools that quota, queue and migrations stand on. */
const OPENING = /^(src\/access\/acts|src\/platform)\//;
/** A file that does what is else an act's alone, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'src/reassessment/simulate.ts':
    'reads the whole stock as of one moment; PostgreSQL itself refuses to write in its transaction',
  'src/audit/look-log.ts': 'the entry of a read is left by the read: it is the whole act',
  'src/main/prove-keys.ts': 'a program proves its keys before it serves anybody',
};
const WRITING = new Set([
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
  'insertRows',
  'insertNewRows',
]);
const WRITING_SQL = /\b(?:insert\s+into|update\s+\w+\s+set|delete\s+from|merge\s+into|truncate)\b/i;

const files = readFiles(/\.ts$/, ['src/', 'schema/', 'jobs/']);
conclude(files.flatMap(look), files.length);

function look({ path, text }: ProjectFile): Finding[] {
  if (OPENING.test(path) || path in EXCEPTIONS) return [];
  const nodes = [...nodesOf(text)];
  const found = GUARDED.test(path) ? nodes.flatMap((node) => reachesPast(node)) : unnamedSteps(nodes);
  const opened = nodes.filter((node) => opens(node));
  return [
    ...found.map(({ line, says }) => ({ path, line, says })),
    ...opened.map(({ line }) => ({
      path,
      line,
      says: 'opens a transaction: take an Acting (src/audit/acting.ts), and let an act in src/access/acts call it',
    })),
  ];
}

type Said = { readonly line: number; readonly says: string };

function opens({ type, fields }: SyntaxNode): boolean {
  const callee = type === 'CallExpression' ? lastName(fields['callee']) : undefined;
  return callee === 'transaction' || callee === 'retriedTransaction';
}

/** A statement that writes; its name, or `SQL`. */
function written({ type, fields }: SyntaxNode): string | undefined {
  if (type === 'TemplateElement') return WRITING_SQL.test(String(fields['raw'])) ? 'SQL' : undefined;
  const callee = type === 'CallExpression' ? lastName(fields['callee']) : undefined;
  return callee !== undefined && WRITING.has(callee) ? callee : undefined;
}

function reachesPast(node: SyntaxNode): Said[] {
  const { line } = node;
  const writes = written(node);
  if (writes !== undefined) return [{ line, says: `${writes}: define an act in src/access/acts and perform it` }];
  const step = importedStep(node);
  return step === undefined
    ? []
    : [{ line, says: `${step} is a step of an act: perform the act (src/access/acts) instead` }];
}

function importedStep({ type, fields }: SyntaxNode): string | undefined {
  if (type !== 'ImportDeclaration' || fields['typeOnly'] === true) return undefined;
  const specifiers: readonly unknown[] = Array.isArray(fields['specifiers']) ? fields['specifiers'] : [];
  const names = specifiers.flatMap((one) =>
    isRecord(one) ? [lastName(one['imported']) ?? lastName(one['local'])] : [],
  );
  return names.find((name) => isStep(name));
}

function isStep(name: string | undefined): boolean {
  return name?.endsWith('InTrx') === true;
}

/** Exported functions that write, by themselves, by a step or by a function of their file, under another name. */
function unnamedSteps(nodes: readonly SyntaxNode[]): Said[] {
  const exported = new Set(
    nodes.flatMap(({ type, fields }) => (type === 'ExportDeclaration' ? [fields['declaration']] : [])),
  );
  const functions = nodes.flatMap(({ type, line, fields }) => {
    const name = type === 'FunctionDeclaration' ? lastName(fields['identifier']) : undefined;
    if (name === undefined) return [];
    const inside = [...nodesWithin(fields['body'])];
    const calls = inside.flatMap((node) =>
      node.type === 'CallExpression' ? [lastName(node.fields['callee']) ?? ''] : [],
    );
    const writes = inside.some((node) => written(node) !== undefined) || calls.some((call) => isStep(call));
    return [{ name, line, calls, writes, isExported: exported.has(fields) }];
  });
  const writers = new Set(functions.flatMap(({ name, writes }) => (writes ? [name] : [])));
  for (let known = -1; known < writers.size;) {
    known = writers.size;
    for (const { name, calls } of functions) if (calls.some((call) => writers.has(call))) writers.add(name);
  }
  return functions.flatMap(({ name, line, isExported }) =>
    isExported && writers.has(name) && !isStep(name)
      ? [{ line, says: `${name} writes: call it ${name}InTrx, and let an act in src/access/acts perform it` }]
      : [],
  );
}
