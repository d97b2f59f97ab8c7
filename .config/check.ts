// `npm run check`: every promise that the project makes about its own source, one line each. `npm run check -- lint
// format` runs only those two.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT } from './tree.ts';

type Check = {
  readonly name: string;
  readonly promise: string;
  /** The command that repairs a failure, where there is one. */
  readonly mend?: string;
  readonly command: readonly [string, ...string[]];
};
type Verdict = { readonly kept: boolean; readonly output: string; readonly seconds: number };

/** The folders that `npm run format` formats, too. */
const WRITTEN = ['src', 'schema', 'adapters', 'jobs', 'test', '.config', '.ci'];

const TYPES_KNOWN = '.data/check/types.tsbuildinfo';

/** Ordered by duration, the longest first, so that two cores end together. */
const CHECKS: readonly Check[] = [
  {
    name: 'types',
    promise: 'the types hold',
    // The results for unchanged files are stored between runs.
    command: ['tsc', '-p', 'tsconfig.json', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', TYPES_KNOWN],
  },
  {
    name: 'lint',
    promise: 'no known mistake: floating promises, any, unhandled cases',
    command: [
      'oxlint',
      '-c',
      '.config/oxlint.json',
      '--type-aware',
      '--deny-warnings',
      '--report-unused-disable-directives',
      '.',
      '.config',
    ],
  },
  {
    name: 'unused',
    promise: 'every file, export and package is used',
    command: ['knip', '-c', '.config/knip.json', '--no-progress', '--no-config-hints'],
  },
  { name: 'imports', promise: 'imports go down only', command: ['node', '.config/check-imports.ts'] },
  {
    name: 'tables',
    promise: 'a table of its own is read and written in its room only',
    command: ['node', '.config/check-tables.ts'],
  },
  { name: 'clock', promise: 'the present comes from one clock', command: ['node', '.config/check-clock.ts'] },
  {
    name: 'source-names',
    promise: 'a rule asks for kinds of fact, and names no source',
    command: ['node', '.config/check-source-names.ts'],
  },
  { name: 'acts', promise: 'nothing is written but by an act', command: ['node', '.config/check-acts.ts'] },
  {
    name: 'schema',
    promise: 'schema/schema.graphql is what the code builds',
    mend: 'npm run schema',
    command: ['node', 'schema/print.ts', '--check'],
  },
  {
    name: 'published',
    promise: 'the published schema only grows',
    command: ['node', '.config/check-published.ts'],
  },
  { name: 'leftovers', promise: 'nothing half done stays behind', command: ['node', '.config/check-leftovers.ts'] },
  {
    name: 'words',
    promise: 'comments are plain: none opens with What, Who, Whoever, Of; no forbidden word',
    command: ['node', '.config/check-words.ts'],
  },
  { name: 'pointers', promise: 'what documents point at is there', command: ['node', '.config/check-pointers.ts'] },
  { name: 'length', promise: 'a file can be read in one sitting', command: ['node', '.config/check-length.ts'] },
  {
    name: 'top-level',
    promise: 'the first look shows what a newcomer seeks',
    command: ['node', '.config/check-top-level.ts'],
  },
  {
    name: 'lock',
    promise: 'npm ci installs on every platform',
    mend: 'node .config/check-lock.ts --mend',
    command: ['node', '.config/check-lock.ts'],
  },
  {
    name: 'format',
    promise: 'one way of writing',
    mend: 'npm run format',
    command: [
      'oxfmt',
      '-c',
      '.config/oxfmt.json',
      '--check',
      ...WRITTEN,
      '!schema/schema.graphql',
      '!test/corpus/stored',
    ],
  },
];

const BIN = join(ROOT, 'node_modules', '.bin');

const broken = await judge(chosen(process.argv.slice(2)));
if (broken.length > 0) process.stdout.write(`\nbroken: ${broken.join(', ')}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;

function chosen(names: readonly string[]): readonly Check[] {
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `no check is called ${unknown.join(', ')}; there are: ${CHECKS.map(({ name }) => name).join(', ')}\n`,
    );
    process.exit(1);
  }
  return names.length === 0 ? CHECKS : CHECKS.filter(({ name }) => names.includes(name));
}

/** Runs one check for each core at once and prints each verdict when it is known. */
async function judge(checks: readonly Check[]): Promise<string[]> {
  const waiting = [...checks];
  const broken: string[] = [];
  const hand = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const verdict = await run(check);
      if (!verdict.kept) broken.push(check.name);
      tell(check, verdict);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, hand));
  return broken;
}

function run({ command: [name, ...args] }: Check): Promise<Verdict> {
  const began = performance.now();
  const tool = name === 'node' ? process.execPath : join(BIN, name);
  const parts: string[] = [];
  return new Promise((resolve) => {
    const end = (kept: boolean) =>
      resolve({ kept, output: parts.join('').trim(), seconds: (performance.now() - began) / 1000 });
    if (!existsSync(tool)) {
      parts.push(`${name} is not installed: npm ci`);
      end(false);
      return;
    }
    const child = spawn(tool, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' },
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => parts.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => parts.push(text));
    child.on('error', (fault) => {
      parts.push(fault.message);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function tell({ name, promise, mend }: Check, { kept, output, seconds }: Verdict): void {
  process.stdout.write(`${kept ? '✓' : '✗'} ${name.padEnd(12)} ${promise} (${seconds.toFixed(1)} s)\n`);
  const advice = kept ? output.split('\n').filter((line) => line.startsWith('advice: ')) : output.split('\n');
  for (const line of advice.filter((one) => one !== '')) process.stdout.write(`    ${line}\n`);
  if (!kept && mend !== undefined) process.stdout.write(`    mended by: ${mend}\n`);
}
