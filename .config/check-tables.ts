// Promise: a table that is a room's own is read and written in that room only. Reads the syntax tree: the names that the
// query builder is given, and the words of SQL.
import { conclude } from './findings.ts';
import type { Finding } from './findings.ts';
import { isRecord, lastName, nodesOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { readFiles } from './tree.ts';

/** A table, its room, and the files outside that may read it, each with the reason. */
type Owned = {
  readonly table: string;
  readonly room: string;
  /** The type of its rows; outside the room nobody needs it. */
  readonly row: string;
  readonly readBy: Readonly<Record<string, string>>;
};

const OWNED: readonly Owned[] = [
  {
    table: 'question',
    room: 'src/question/',
    row: 'QuestionTable',
    readBy: {
      'src/evidence/read-evidence.ts':
        'a report reads each question with its newest answer and its letter in one statement; the evidence lies below the question',
      'src/verification/replay-stored.ts': 'a replay reads the sealed answers of questions, and nothing of a question',
    },
  },
];

/** The schema of the database is written down here, for all rooms. */
const EVERYWHERE = /^src\/platform\/(?:migrations\/|tables\.ts$)/;
/** Functions of the query builder, and our own, that take a table. */
const TAKES_A_TABLE =
  /^(?:selectFrom|updateTable|insertInto|replaceInto|deleteFrom|mergeInto|from|using|\w*[jJ]oin(?:Lateral)?|table|ref|id|insertRows|insertNewRows)$/;
const WRITES = /^(?:updateTable|insertInto|replaceInto|deleteFrom|mergeInto|insertRows|insertNewRows)$/;

const files = readFiles(/^(?:src|jobs|schema|adapters)\/.*\.(?:ts|sql)$/).filter(({ path }) => !EVERYWHERE.test(path));
conclude(
  OWNED.flatMap((owned) =>
    files.filter(({ path }) => !path.startsWith(owned.room)).flatMap(({ path, text }) => look(owned, path, text)),
  ),
  files.length,
);

function look(owned: Owned, path: string, text: string): Finding[] {
  const mayRead = path in owned.readBy;
  if (path.endsWith('.sql')) return isWord(owned.table, text) ? [{ path, says: fault(owned) }] : [];
  return [...nodesOf(text)].flatMap((node) =>
    breaks(owned, node, mayRead) ? [{ path, line: node.line, says: fault(owned) }] : [],
  );
}

function breaks({ table, row }: Owned, { type, fields }: SyntaxNode, mayRead: boolean): boolean {
  switch (type) {
    case 'CallExpression': {
      const callee = lastName(fields['callee']) ?? '';
      const named = texts(fields['arguments']).some((text) =>
        new RegExp(`^(?:\\w+\\.)?${table}(?:\\s+as\\s|$)`).test(text),
      );
      if (named && TAKES_A_TABLE.test(callee)) return WRITES.test(callee) || !mayRead;
      return callee === 'raw' && texts(fields['arguments']).some((text) => isWord(table, text));
    }
    case 'TaggedTemplateExpression':
      return (
        lastName(fields['tag']) === 'sql' && !mayRead && sqlOf(fields['template']).some((text) => isWord(table, text))
      );
    case 'ImportSpecifier':
      return lastName(fields['imported'] ?? fields['local']) === row;
    default:
      return false;
  }
}

function fault({ table, room }: Owned): string {
  return `names the table "${table}", which is read and written in ${room} only: call, or add, a query there`;
}

/** `question` in SQL, not `question_id` or `source_question`. */
function isWord(table: string, text: string): boolean {
  return new RegExp(`\\b${table}\\b`, 'i').test(text);
}

/** The texts among the arguments of a call, those in lists too. */
function texts(args: unknown): string[] {
  if (!Array.isArray(args)) return [];
  return args.flatMap((argument: unknown) => {
    const given = isRecord(argument) && 'expression' in argument ? argument['expression'] : argument;
    if (!isRecord(given)) return [];
    if (given['type'] === 'StringLiteral' && typeof given['value'] === 'string') return [given['value']];
    return given['type'] === 'ArrayExpression' ? texts(given['elements']) : [];
  });
}

function sqlOf(template: unknown): string[] {
  const quasis: unknown = isRecord(template) ? template['quasis'] : undefined;
  if (!Array.isArray(quasis)) return [];
  return quasis.flatMap((quasi: unknown) =>
    isRecord(quasi) && typeof quasi['raw'] === 'string' ? [quasi['raw']] : [],
  );
}
