// Promise: nothing is written but by an act. Only `src/access/acts` opens a transaction for people; what workers write
// in batches stands in a list; resolvers, routes, commands and reads neither write nor reach past the acts.
import { posix } from 'node:path';
import { conclude } from './findings.ts';
import type { Finding } from './findings.ts';
import { isRecord, lastName, nodesOf } from './syntax.ts';
import { readFiles } from './tree.ts';
import type { ProjectFile } from './tree.ts';

/** Where nothing is written. */
const GUARDED = /^(schema|src\/http|src\/main\/commands|src\/access\/see|src\/explanation|src\/print)\//;
/** Where a transaction may be opened. */
const OPENING = /^(src\/access\/acts|src\/platform|jobs)\//;
/**
 * What workers write in batches of many checks, each in a transaction of its own, and what reads as of one moment. Their
 * entries in the audit log name the program. A new line needs a reason why it is no act.
 */
const BATCHES: ReadonlySet<string> = new Set([
  'src/reassessment/simulate.ts',
  'src/sources/latency.ts',
  'src/sources/replayed.ts',
  'src/sources/unread-store.ts',
  'src/sources/watch.ts',
  'src/verification/claim-questions.ts',
  'src/verification/tell-waiting.ts',
  'src/verification/issue-report.ts',
  'src/verification/settle-followers.ts',
  'src/verification/take-answers.ts',
  'src/verification/write-plan.ts',
]);
const WRITING = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto']);
const WRITING_SQL = /\b(?:insert\s+into|update\s+\w+\s+set|delete\s+from|merge\s+into|truncate)\b/i;

const files = readFiles(/\.ts$/, ['src/', 'schema/', 'jobs/']);
conclude(files.flatMap(look), files.length);

function look({ path, text }: ProjectFile): Finding[] {
  const isGuarded = GUARDED.test(path);
  const mayOpen = OPENING.test(path) || BATCHES.has(path);
  if (!isGuarded && mayOpen) return [];
  const found: Finding[] = [];
  for (const { type, line, fields } of nodesOf(text)) {
    const says =
      type === 'ImportDeclaration' && isGuarded
        ? reachesPast(path, fields)
        : type === 'CallExpression'
          ? writes(lastName(fields['callee']), isGuarded)
          : isGuarded && type === 'TemplateElement' && WRITING_SQL.test(String(fields['raw']))
            ? 'writes by SQL: define an act in src/access/acts and perform it'
            : undefined;
    if (says !== undefined) found.push({ path, line, says });
  }
  return found;
}

function writes(callee: string | undefined, isGuarded: boolean): string | undefined {
  if (callee === 'transaction' || callee === 'retriedTransaction') {
    return 'opens a transaction: take an Acting (src/audit/acting.ts), and let an act in src/access/acts call it';
  }
  if (isGuarded && callee !== undefined && WRITING.has(callee)) {
    return `${callee}: define an act in src/access/acts and perform it`;
  }
  return undefined;
}

/** An import of a value that writes: a step of an act, or a batch of a worker. */
function reachesPast(path: string, fields: Readonly<Record<string, unknown>>): string | undefined {
  if (fields['typeOnly'] === true) return undefined;
  const source = isRecord(fields['source']) ? String(fields['source']['value']) : '';
  if (!source.startsWith('.')) return undefined;
  const module = posix.join(posix.dirname(path), source);
  const specifiers: readonly unknown[] = Array.isArray(fields['specifiers']) ? fields['specifiers'] : [];
  const names = specifiers.flatMap((one) =>
    isRecord(one) ? [lastName(one['imported']) ?? lastName(one['local'])] : [],
  );
  const step = names.find((name) => name?.endsWith('InTrx') === true);
  if (step !== undefined) return `${step} is a step of an act: perform the act (src/access/acts) instead`;
  if (BATCHES.has(module) && module !== 'src/reassessment/simulate.ts' && names.some((name) => isVerb(name))) {
    return `${module} writes for workers: perform an act (src/access/acts) instead`;
  }
  return undefined;
}

/** Constants and types of such a file may be used everywhere. */
function isVerb(name: string | undefined): boolean {
  return name !== undefined && /^[a-z]/.test(name) && !/^(read|find|get|is)/.test(name);
}
