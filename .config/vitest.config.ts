import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { TiersReporter } from './tiers-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const globalSetup = fileURLToPath(new URL('../test/support/global-setup.ts', import.meta.url));

/** A folder for `vitest.json` and `tiers.json`; CI counts from them. */
const reportFolder = process.env['TEST_REPORT_FOLDER'];

/** What runs in workerd. */
const WORKER = 'test/e2e/worker*.test.ts';
/** What kills processes. */
const FAULTS = 'test/e2e/faults/**/*.test.ts';
const PARALLEL = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  root,
  // Vite would take graphql's `module` file where packages take its `main`: two realms that refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    // Vitest leaves one core free, which is every second one of the two that CI has.
    maxWorkers: PARALLEL,
    exclude: [...configDefaults.exclude, '**/.data/**'],
    reporters:
      reportFolder === undefined
        ? ['default', new TiersReporter()]
        : [
            'default',
            ['json', { outputFile: `${reportFolder}/vitest.json` }],
            new TiersReporter(`${reportFolder}/tiers.json`),
          ],
    // The groups run one after the other, so that what is slow does not disturb what watches the time.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          // A property tries hundreds of cases: where the machine does other things too, five seconds are not enough.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          // Mostly waiting: for quota, working days and departments.
          maxWorkers: PARALLEL + 1,
          include: ['test/integration/**/*.test.ts'],
          globalSetup,
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          // Each kills processes of several houses at once, and watches the time.
          maxWorkers: 1,
          include: [FAULTS],
          globalSetup,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          // Mostly waiting too: for programs that start, and for the bank that never answers.
          maxWorkers: PARALLEL,
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...configDefaults.exclude, WORKER, FAULTS],
          globalSetup,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'worker',
          maxWorkers: 1,
          include: [WORKER],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          name: 'checks',
          maxWorkers: 1,
          include: ['test/checks/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
});
