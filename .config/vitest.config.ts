import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';
import { TiersReporter } from './tiers-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const globalSetup = fileURLToPath(new URL('../test/support/global-setup.ts', import.meta.url));

/** A folder for `vitest.json` and `tiers.json`; CI counts from them. */
const reportFolder = process.env['TEST_REPORT_FOLDER'];

/** Tests that run in workerd. */
const WORKER = 'test/e2e/worker*.test.ts';
/** Tests that kill processes. */
const FAULTS = 'test/e2e/faults/**/*.test.ts';
/** Workers for computing tests. Vitest would leave one core free, which is half of the two that CI has. */
const COMPUTING = Math.max(2, availableParallelism());
/** Workers for tests that mostly wait, for quota, working days, departments and programs that start. */
const WAITING = COMPUTING + 2;

/** Tiers whose files run in parallel. */
const AMONG_OTHERS = { maxWorkers: WAITING, sequence: { groupOrder: 2 } };

export default defineConfig({
  root,
  test: {
    pool: 'forks',
    // Node itself runs the sources unchanged, in production and here, and keeps its compiled code.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // A process loads the sources once for all its files: a test must clean up, or the next ones fail.
    isolate: false,
    // The kills of one file, each with several programs; other files run beside them.
    maxConcurrency: 3,
    // A second, vitest's own limit, is not enough where other files use the processors too.
    expect: { poll: { timeout: 15_000 } },
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
    // Two groups, one after the other, because computing tests would delay tests that wait.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          maxWorkers: COMPUTING,
          sequence: { groupOrder: 1 },
          // A property tries hundreds of cases; on a busy machine five seconds are not enough.
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
