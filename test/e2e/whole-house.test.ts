import { afterAll, beforeAll, describe, it } from 'vitest';
import { BOTH_BACKENDS } from '../support/backends.ts';
import { startInstallation } from './installation.ts';
import type { Installation } from './installation.ts';
import { walkACase } from './walk-a-case.ts';

describe.for(BOTH_BACKENDS)('an office with gateway and worker apart, on $backend', ({ backend, missing }) => {
  if (missing) {
    it.skip('needs redis-server: npm run setup', () => undefined);
    return;
  }
  let house: Installation;
  beforeAll(async () => {
    house = await startInstallation({ gateway: 'node', queue: backend });
  });
  afterAll(() => house.stop());

  it('takes a case from registration to its report, watched with one interruption', () => walkACase(house));
});
