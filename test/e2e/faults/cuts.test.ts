import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { FLOW_BACKENDS } from '../../support/backends.ts';
import { cutAndFinish } from './cut-and-finish.ts';

const LONGEST_MS = 150_000;

describe.for(FLOW_BACKENDS)(
  'gateway and workers whose database connections are all cut, on $backend',
  ({ backend, missing }) => {
    if (missing) {
      it.skip('needs redis-server: npm run setup', () => undefined);
      return;
    }
    it('live on and finish every check; callers are asked to try again', { timeout: LONGEST_MS }, async () => {
      const database = await createTestDatabase();
      try {
        const { appUrl: databaseUrl, adminUrl } = database;
        const outcome = await cutAndFinish({ backend, databaseUrl, adminUrl, cuts: 5, crashes: false, seed: 'ci' });
        expect(outcome.faults, outcome.log).toEqual([]);
        expect(outcome.connections).toBeGreaterThan(outcome.cuts);
      } finally {
        await database.drop();
      }
    });
  },
);
