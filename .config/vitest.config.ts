import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { TiersReporter } from './tiers-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const globalSetup = fileURLToPath(new URL('../test/support/global-setup.ts', import.meta.url));

/** A folder for `vitest.json` and `tiers.json`; CI counts from them. */
const reportFolder = process.env['HEDUI_TEST_REPORT'];

export default defineConfig({
  root,
  test: {
    pool: 'forks',
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
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup,
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'checks',
          include: ['test/checks/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
