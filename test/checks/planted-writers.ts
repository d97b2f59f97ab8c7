/** A planted fault: the checks that must break, and what their output must name. */
export type Planted = {
  readonly title: string;
  readonly breaks: readonly string[];
  readonly names: string;
  readonly files: Readonly<Record<string, string>>;
};

/** The small house's reader of names, with one line more. */
export const readWith = (line: string, first = '') => ({
  'src/household/read-name.ts': `${first}import { plainName } from '../identity/plain-name.ts';\n\nexport async function readName(at: Date): Promise<string> {\n  ${line}\n  return Promise.resolve(plainName(at.toISOString()));\n}\n`,
});

/** Writes that bypass the acts: the check of acts must find each of them. */
export const WRITERS: readonly Planted[] = [
  {
    title: 'a route that writes',
    breaks: ['acts'],
    names: 'src/http/greet.ts:2',
    files: {
      'src/http/greet.ts':
        "export async function greet(at: Date): Promise<void> {\n  await at.insertInto('person');\n  process.stdout.write(`${await at.toISOString()}\\n`);\n}\n",
    },
  },
  {
    title: 'a route that takes a step of an act by itself',
    breaks: ['acts'],
    names: 'decideInTrx is a step of an act',
    files: {
      'src/http/greet.ts':
        "import { decideInTrx } from '../household/read-name.ts';\n\nexport async function greet(at: Date): Promise<void> {\n  await decideInTrx(at);\n}\n",
    },
  },
  {
    title: 'a job that writes',
    breaks: ['acts'],
    names: 'jobs/run-all.ts:5',
    files: {
      'jobs/run-all.ts':
        "import { SOURCES } from '../adapters/registry.ts';\n\nexport function runAll(): readonly string[] {\n  const db = { deleteFrom: (_table: string) => SOURCES };\n  return db.deleteFrom('outbox');\n}\n",
    },
  },
  {
    title: 'a job that opens a transaction of its own',
    breaks: ['acts'],
    names: 'jobs/run-all.ts:5',
    files: {
      'jobs/run-all.ts':
        "import { SOURCES } from '../adapters/registry.ts';\n\nexport function runAll(): readonly string[] {\n  const db = { transaction: () => SOURCES };\n  return db.transaction();\n}\n",
    },
  },
  {
    title: 'a job that takes a step of an act by itself',
    breaks: ['acts'],
    names: 'takeInTrx is a step of an act',
    files: {
      'src/household/take.ts':
        'export function takeInTrx(answers: readonly string[]): readonly string[] {\n  return answers;\n}\n',
      'jobs/run-all.ts':
        "import { SOURCES } from '../adapters/registry.ts';\nimport { takeInTrx } from '../src/household/take.ts';\n\nexport function runAll(): readonly string[] {\n  return takeInTrx(SOURCES);\n}\n",
    },
  },
  {
    title: 'a room that writes under another name than that of a step',
    breaks: ['acts'],
    names: 'readName writes: call it readNameInTrx',
    files: readWith(
      'store();',
      "declare const db: { updateTable(table: string): void };\nfunction store(): void {\n  db.updateTable('person');\n}\n",
    ),
  },
  {
    title: 'a room that opens a transaction of its own',
    breaks: ['acts'],
    names: 'src/household/read-name.ts:4',
    files: readWith('await at.transaction();'),
  },
];
