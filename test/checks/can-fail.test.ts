import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWith, WRITERS } from './planted-writers.ts';
import type { Planted } from './planted-writers.ts';
import { SmallHouse } from './small-house.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await SmallHouse.build();
});
afterAll(() => house.remove());

it('keeps every promise in a clean tree', async () => {
  const { broken, output } = await house.judge();
  expect(broken, output).toEqual([]);
});

const NAME = 'src/identity/plain-name.ts';
const pureWith = (line: string, first = '') => ({
  [NAME]: `${first}export function plainName(text: string): string {\n  ${line}\n}\n`,
});
const testWith = (line: string) => ({
  'test/unit/plain-name.test.ts': `import { expect, it } from 'vitest';\nimport { plainName } from '../../src/identity/plain-name.ts';\n\n${line}\n`,
});
/** Words that the checks look for are put together, so that this file holds. */
const joined = (...parts: string[]) => parts.join('');

const PLANTED: readonly Planted[] = [
  { title: 'a wrong type', breaks: ['types'], names: NAME, files: pureWith('return text.length;') },
  {
    title: 'a floating promise',
    breaks: ['lint'],
    names: 'no-floating-promises',
    files: readWith("Promise.resolve('x');"),
  },
  {
    title: 'any',
    breaks: ['lint'],
    names: 'no-explicit-any',
    files: { [NAME]: 'export function plainName(text: any): string {\n  return String(text).trim();\n}\n' },
  },
  {
    title: 'a line on the console',
    breaks: ['lint'],
    names: 'no-console',
    files: pureWith("console.log('x');\n  return text.trim();"),
  },
  {
    title: 'a silenced type',
    breaks: ['leftovers', 'lint'],
    names: NAME,
    files: pureWith(joined('// @ts-', 'expect-error\n  return text.length;')),
  },
  {
    title: 'an unused export',
    breaks: ['unused'],
    names: 'spare',
    files: {
      'src/platform/clock.ts': 'export const systemClock = { now: () => new Date() };\nexport const spare = 1;\n',
    },
  },
  {
    title: 'a file that nobody imports',
    breaks: ['imports', 'unused'],
    names: 'no-orphan',
    files: { 'src/identity/spare.ts': 'export const spare = 1;\n' },
  },
  {
    title: 'an import upward',
    breaks: ['imports'],
    names: 'imports-go-down',
    files: {
      'src/platform/clock.ts':
        "import { readName } from '../household/read-name.ts';\n\nexport const systemClock = { now: () => new Date(), readName };\n",
    },
  },
  {
    title: 'a type imported upward',
    breaks: ['imports'],
    names: 'imports-go-down',
    files: {
      'src/platform/clock.ts':
        "import type { readName } from '../household/read-name.ts';\n\nexport const systemClock = { now: () => new Date(), read: (name: typeof readName) => name };\n",
    },
  },
  {
    title: 'a circle of two files',
    breaks: ['imports'],
    names: 'no-circle',
    files: {
      ...pureWith('return other(text);', "import { other } from './other.ts';\n\n"),
      'src/identity/other.ts':
        "import { plainName } from './plain-name.ts';\n\nexport function other(text: string): string {\n  return text === '' ? plainName('x') : text;\n}\n",
    },
  },
  {
    title: 'a source that sees a case',
    breaks: ['imports'],
    names: 'sources-stand-alone',
    files: {
      'adapters/registry.ts':
        "import { readName } from '../src/household/read-name.ts';\n\nexport const SOURCES = [readName.name];\n",
    },
  },
  {
    title: 'a pure room that reads a file',
    breaks: ['imports'],
    names: 'pure-rooms',
    files: pureWith("return readFileSync(text, 'utf8');", "import { readFileSync } from 'node:fs';\n\n"),
  },
  {
    title: 'a file read at a distance from the edge',
    breaks: ['imports'],
    names: 'edge-reads-and-writes-rows-only',
    files: readWith("await access('x');", "import { access } from 'node:fs/promises';\n"),
  },
  {
    title: 'a pool of connections that a cut would take the process with',
    breaks: ['imports'],
    names: 'connections-outlive-a-cut',
    files: readWith('await new Pool().end();', "import { Pool } from 'pg';\n"),
  },
  {
    title: 'a room without a floor',
    breaks: ['imports'],
    names: 'rooms-have-a-floor',
    files: {
      'src/attic/box.ts': "import { plainName } from '../identity/plain-name.ts';\n\nplainName('x');\n",
      'src/main/work.ts': "import '../attic/box.ts';\nimport { runAll } from '../../jobs/run-all.ts';\n\nrunAll();\n",
    },
  },
  ...WRITERS,
  {
    title: 'Date.now',
    breaks: ['clock'],
    names: 'src/household/read-name.ts:4',
    files: readWith(joined('at.setTime(Date.', 'now());')),
  },
  {
    title: 'a date of this moment in a test',
    breaks: ['clock'],
    names: 'test/unit/plain-name.test.ts:4',
    files: testWith(joined("it('trims', () => expect(plainName(String(new Date", "()))).not.toBe(''));")),
  },
  {
    title: 'the time of the database in a template',
    breaks: ['clock'],
    names: 'src/household/read-name.ts:4',
    files: readWith(joined('plainName(`UPDATE person SET seen = no', 'w() WHERE id = ${at.getTime()}`);')),
  },
  {
    title: 'a rule that names a source',
    breaks: ['source-names'],
    names: 'src/indicators/held.ts:1',
    files: {
      'schema/sources.json': '[{ "id": "small-bank" }]\n',
      'src/indicators/held.ts': "export const held = { en: 'small-bank', of: 'small-bank' };\n",
      'src/http/greet.ts': `import { readName } from '../household/read-name.ts';\nimport { held } from '../indicators/held.ts';\n\nexport async function greet(at: Date): Promise<void> {\n  process.stdout.write(\`\${await readName(at)} \${held.of} \${held.en}\\n\`);\n}\n`,
    },
  },
  {
    title: 'a question read outside its room',
    breaks: ['tables'],
    names: 'src/household/read-name.ts:5',
    files: readWith(
      "plainName(db.selectFrom('question as q'));",
      'declare const db: { selectFrom(table: string): string };\n',
    ),
  },
  {
    title: 'a question changed by SQL outside its room',
    breaks: ['tables'],
    names: 'names the table "question"',
    files: readWith(
      "plainName(sql`UPDATE question SET state = 'SETTLED'`);",
      'declare const sql: (text: TemplateStringsArray) => string;\n',
    ),
  },
  {
    title: 'chance in a pure room',
    breaks: ['clock'],
    names: 'Math.random',
    files: pureWith('return text + String(Math.random());'),
  },
  {
    title: 'a note to do it later',
    breaks: ['leftovers'],
    names: `${NAME}:2`,
    files: pureWith(joined('// TO', 'DO later\n  return text.trim();')),
  },
  {
    title: 'a comment without a subject',
    breaks: ['words'],
    names: `${NAME}:2`,
    files: pureWith('// Of the name only this is kept.\n  return text.trim();'),
  },
  {
    title: 'a later line of a comment without a subject',
    breaks: ['words'],
    names: `${NAME}:3`,
    files: pureWith('/*\n   * What is kept of the name.\n   */\n  return text.trim();'),
  },
  {
    title: 'a forbidden word that a line break divides',
    breaks: ['words'],
    names: `${NAME}:2  "held against"`,
    files: pureWith('// The name is held\n  // against the register.\n  return text.trim();'),
  },
  {
    title: 'a forbidden word in a .tsx file',
    breaks: ['words'],
    names: 'src/identity/page.tsx:1',
    files: { 'src/identity/page.tsx': '/** Written to the log of looks. */\nexport const page = null;\n' },
  },
  {
    title: 'a forbidden word on a page',
    breaks: ['words'],
    names: 'README.md:3  "takes no leave"',
    files: { 'README.md': '# A small house\n\nA question that waits takes no leave.\n' },
  },
  {
    title: 'a test that runs alone',
    breaks: ['leftovers'],
    names: '.only',
    files: testWith(joined('it.', "only('trims', () => expect(plainName(' a ')).toBe('a'));")),
  },
  {
    title: 'a skipped test without a reason',
    breaks: ['leftovers'],
    names: '.skip',
    files: testWith(joined('it.', "skip('trims', () => expect(plainName(' a ')).toBe('a'));")),
  },
  {
    title: 'another way of writing',
    breaks: ['format'],
    names: NAME,
    files: { [NAME]: 'export function plainName(text: string): string { return text.trim() }\n' },
  },
  {
    title: 'a stale schema',
    breaks: ['schema'],
    names: 'npm run schema',
    files: { 'schema/schema.graphql': 'type Query { old: Int }\n' },
  },
  {
    title: 'a published field that is gone',
    breaks: ['published'],
    names: 'Query.was was removed',
    files: {
      'test/corpus/stored/schema-86cff67.graphql': 'type Query {\n  was: Int\n}\n',
      'schema/schema.graphql': 'type Query\n',
    },
  },
  { title: 'an unknown file at the top', breaks: ['top-level'], names: 'notes.txt', files: { 'notes.txt': 'x\n' } },
  {
    title: 'a pointer to nothing',
    breaks: ['pointers'],
    names: 'README.md:3',
    files: { 'README.md': '# A small house\n\nSee [there](docs/there.md), `src/here.ts` and `npm run dance`.\n' },
  },
  {
    title: 'a file too long to read',
    breaks: ['length'],
    names: '303 lines',
    files: pureWith(`${'//\n  '.repeat(300)}return text.trim();`),
  },
  {
    title: 'a lock file without other platforms',
    breaks: ['lock'],
    names: '@x/bin-darwin-arm64',
    files: {
      'package-lock.json':
        '{ "packages": { "node_modules/x": { "optionalDependencies": { "@x/bin-darwin-arm64": "1.0.0" } } } }\n',
    },
  },
];

describe('breaks the promise concerned on', () => {
  it.each(PLANTED)('$title', async ({ breaks, names, files }) => {
    // The clean tree keeps every promise, so that the other checks need not be run once more.
    const { broken, output } = await house.judgeWith(files, breaks);
    expect(broken, output).toEqual(breaks);
    expect(output).toContain(names);
  });
});

it('fails when dependency-cruiser did not look at every module', async () => {
  const path = '.config/check-imports.ts';
  const blind = (await house.read(path)).replace('cruise([...folders]', "cruise(['schema']");
  const { broken, output } = await house.judgeWith({ [path]: blind }, ['imports']);
  expect(broken, output).toEqual(['imports']);
  expect(output).toContain(`${NAME}  was not looked at`);
});
