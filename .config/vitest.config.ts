import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';
import { TiersReporter } from './tiers-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const globalSetup = fileURLToPath(new URL('../test/support/global-setup.ts', import.meta.url));

/** A folder for `vitest.json` and `tiers.json`; CI counts from them. */
const reportFolder = process.env['TEST_REPORT_FOLDER'];

/** What runs in workerd. */
const WORKER = 'test/e2e/worker*.test.ts';
/** What kills processes. */
const FAULTS = 'test/e2e/faults/**/*.test.ts';
/** For what computes: Vitest would leave one core free, which is every second one of the two that CI has. */
const COMPUTING = Math.max(2, availableParallelism());
/** For what mostly waits, for quota, working days, departments and programs that start. */
const WAITING = COMPUTING + 2;

/** Tiers whose files run beside each other. */
const AMONG_OTHERS = { maxWorkers: WAITING, sequence: { groupOrder: 2 } };

export default defineConfig({
  root,
  test: {
    pool: 'forks',
    // Node itself runs the sources as they are, in production and here, and keeps what it has compiled.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // A process reads the sources once for all the files it takes: a test cleans up behind it, or the next ones fail.
    isolate: false,
    // The kills of one file, each with several programs; other files run beside them.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
    exclude: [...configDefaults.exclude, '**/.data/**'],
    reporters:
      reportFolder === undefined
        ? ['default', new TiersReporter()]
        : [
            'default',
            ['json', { outputFile: `${reportFolder}/vitest.json` }],
            new TiersReporter(`${reportFolder}/tiers.json`),
          ],
    // Two groups, one after the other: what computes would make those wait longer who wait for others.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          maxWorkers: COMPUTING,
          sequence: { groupOrder: 1 },
          // A property tries hundreds of cases: where the machine does other things too, five seconds are not enough.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          ...AMONG_OTHERS,
          include: ['test/integration/**/*.test.ts'],
          globalSetup,
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          ...AMONG_OTHERS,
          include: [FAULTS],
          globalSetup,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          ...AMONG_OTHERS,
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...configDefaults.exclude, WORKER, FAULTS],
          globalSetup,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'worker',
          ...AMONG_OTHERS,
          include: [WORKER],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'checks',
          ...AMONG_OTHERS,
          include: ['test/checks/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
