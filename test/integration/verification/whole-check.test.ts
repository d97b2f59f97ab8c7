import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { readProgress } from '../../../src/verification/progress-log.ts';
import { readPublished } from '../../support/published-form.ts';
import { FLOW_BACKENDS } from '../../support/backends.ts';
import { RunningClock } from '../../support/moving-clock.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { requestVerification } from '../../support/acts.ts';

/** Nobody is given up before the test moves the time on. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 60_000, windowWaitMs: 0 });

describe.for(FLOW_BACKENDS)('a whole check on $backend', (kind) => {
  if (kind.missing) {
    it.skip('needs redis-server: npm run setup', () => undefined);
    return;
  }
  const clock = new RunningClock(new Date('2018-03-05T01:30:00Z'));
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse({
      backend: kind.backend,
      clock,
      calendar,
      settings: { banks: { 'DEMO-E': { silent: true } } },
    });
    await house.work();
  });
  afterAll(() => house.close());

  async function request(
    label: Parameters<typeof house.sandbox.population.family>[0],
    unsigned: readonly number[] = [],
  ) {
    const application = await house.admit(house.sandbox.population.family(label), { unsigned });
    return requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
  }

  it(
    'asks every source once, gives a silent bank up at its deadline, and issues one incomplete report',
    { timeout: 60_000 },
    async () => {
      const verification = await request('family-clean');
      await house.toTheDeadline([verification.id], clock, ({ institution }) => institution === 'DEMO-E');
      expect(await house.finished(verification.id)).toBe('ISSUED_INCOMPLETE');
      const report = await readPublished(house.services.db, house.services.vault, verification.id);
      expect(report?.version).toBe(1);
      expect(report?.document.indicators).toHaveLength(11);
      const progress = await readProgress(house.services.db, verification.id, 0, 1_000);
      const silent = progress.filter(({ kind: answered }) => answered === 'NO_RESPONSE');
      expect(silent.map(({ institution }) => institution)).toEqual(['DEMO-E', 'DEMO-E', 'DEMO-E']);
      expect(progress.at(0)?.event).toBe('REQUESTED');
      expect(progress.at(-1)?.event).toBe('REPORT_ISSUED');
      const counts = house.sandbox.counts();
      const asked = Object.values(counts).flatMap((perRequest) => Object.values(perRequest));
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.every((count) => count === 1)).toBe(true);
    },
  );
});
