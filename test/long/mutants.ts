import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * Mutation testing of the rules: Stryker changes indicators and assessment one place at a time, and the tests of the
 * changed rule must notice. Each group runs its own case tables and the corpus of results, not all tests, which
 * would take a day.
 *
 * `bash .ci/long mutants`, or `node test/long/mutants.ts [GROUP …] [--concurrency N]`. Strings are left out: texts
 * for people would each need a case in a table, and the code words among them are left out with them.
 * Exit code 1 where fewer than 85 of 100 mutants die.
 */
const AIM_PERCENT = 85;
const ROOT = join(import.meta.dirname, '../..');

type Group = { readonly mutate: readonly string[]; readonly tests: readonly string[] };

const indicator = (name: string, ...helpers: readonly string[]): Group => ({
  mutate: [name, ...helpers].map((one) => `src/indicators/${one}.ts`),
  tests: [`indicators/${name}`],
});

const GROUPS: Readonly<Record<string, Group>> = {
  I01: indicator('i01-real-estate', 'home-contracts'),
  I02: indicator('i02-vehicles', 'other-craft'),
  I03: {
    ...indicator('i03-financial-assets', 'assets-beyond-banks', 'bank-bounds', 'amounts-needed', 'financial-line'),
    tests: ['indicators/i03-financial-assets', 'indicators/assets-beyond-banks', 'indicators/i03-lines'],
  },
  I04: indicator('i04-enterprises'),
  I05: indicator('i05-wages', 'found-wage', 'found-income', 'plain-name'),
  I06: indicator('i06-transfers', 'found-transfer', 'own-aid', 'beyond-form', 'declared-income'),
  I07: indicator('i07-property-income', 'found-property', 'found-operating', 'year'),
  I08: indicator('i08-household', 'life-and-death', 'marriage-doubts', 'on-form', 'strangers', 'enrolments'),
  I09: indicator('i09-double-benefit'),
  I10: indicator('i10-spending'),
  I11: indicator('i11-medical-excess', 'band'),
  histories: {
    mutate: ['src/evidence/histories/*.ts', 'src/identity/same-division.ts'],
    tests: ['evidence/histories', 'evidence/marriages', 'identity/same-division'],
  },
  shared: {
    mutate: ['reading', 'verdict', 'collected', 'outcome', 'registry'].map((one) => `src/indicators/${one}.ts`),
    tests: ['indicators/reading', 'indicators/i03-financial-assets', 'indicators/i08-household', 'report/versions'],
  },
  assessment: {
    mutate: ['src/assessment/*.ts'],
    tests: ['assessment/assess', 'assessment/found', 'report/versions'],
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '1' } },
});
const names = positionals.length > 0 ? positionals : Object.keys(GROUPS);

const folder = await temporaryFolder();
try {
  let [killed, all] = [0, 0];
  for (const name of names) {
    const group = GROUPS[name];
    if (group === undefined) throw new RangeError(`groups: ${Object.keys(GROUPS).join(', ')}`);
    const found = run(name, group);
    killed += found.killed;
    all += found.all;
    process.stdout.write(`${name}: ${found.killed} of ${found.all} killed, ${percent(found.killed, found.all)} %\n`);
    for (const line of found.alive) process.stdout.write(`  ${line}\n`);
  }
  process.stdout.write(`all: ${killed} of ${all} killed, ${percent(killed, all)} %, aim ${AIM_PERCENT} %\n`);
  process.exitCode = killed * 100 >= all * AIM_PERCENT ? 0 : 1;
} finally {
  await folder.remove();
}

function percent(part: number, whole: number): string {
  return ((part * 100) / whole).toFixed(1);
}

type Mutant = {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number } };
};

function run(name: string, { mutate, tests }: Group) {
  const [settings, report] = [join(folder.path, `${name}.json`), join(folder.path, `${name}-report.json`)];
  const vitest = join(folder.path, `${name}.vitest.config.mjs`);
  const include = [...tests, 'corpus/corpus'].map((test) => `test/unit/${test}.test.ts`);
  writeFileSync(
    vitest,
    `export default { test: { include: ${JSON.stringify(include)}, maxWorkers: 1, testTimeout: 60_000 } };\n`,
  );
  const options = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: vitest, related: false },
    mutate,
    mutator: { excludedMutations: ['StringLiteral'] },
    coverageAnalysis: 'perTest',
    concurrency: Number(values.concurrency),
    // No rule loops without an end: a short limit would only count a slow machine as a kill.
    timeoutMS: 60_000,
    reporters: ['json'],
    jsonReporter: { fileName: report },
    tempDirName: '.data/mutants',
    ignorePatterns: ['.data', 'docs'],
    // Stryker reads it through TypeScript's JavaScript interface, which TypeScript 7 has not.
    tsconfigFile: 'none',
    logLevel: 'error',
  };
  writeFileSync(settings, JSON.stringify(options));
  const { status } = spawnSync('stryker', ['run', settings], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`stryker ended with ${String(status)}`);
  // Written by Stryker in its published form (mutation-testing-report-schema).
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
  };
  const mutants = Object.entries(files).flatMap(([path, file]) => file.mutants.map((one) => ({ path, ...one })));
  const counted = mutants.filter(({ status: fate }) => fate !== 'Ignored' && fate !== 'CompileError');
  const alive = counted.filter(({ status: fate }) => fate !== 'Killed' && fate !== 'Timeout');
  return {
    all: counted.length,
    killed: counted.length - alive.length,
    alive: alive.map(
      ({ path, mutatorName, replacement, location }) =>
        `${path}:${location.start.line} ${mutatorName} ${replacement?.replaceAll(/\s+/g, ' ').slice(0, 80) ?? ''}`,
    ),
  };
}
