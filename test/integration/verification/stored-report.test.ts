import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { reissueReport } from '../../../src/verification/issue-report.ts';
import { readReport } from '../../../src/verification/report-store.ts';
import { requestVerification } from '../../../src/verification/request.ts';
import { refusalOf } from '../../support/case-room.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { ALL_ANSWER, MORNING } from './still-time.ts';

/** One report of a whole check, on real departments, and what becomes of it in the years after. */
describe('a stored report', () => {
  let house: TestHouse;
  let id: string;

  beforeAll(async () => {
    house = await openTestHouse({
      clock: shiftedClock(MORNING.getTime() - systemClock.now().getTime()),
      calendar: compressedCalendar(chineseCalendar, { workingDayMs: 2_000, windowWaitMs: 0 }),
      settings: ALL_ANSWER,
    });
    await house.work();
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    ({ id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: 'stored-report',
    }));
    await house.finished(id);
  });
  afterAll(() => house.close());

  const read = () => readReport(house.services.db, house.services.vault, id);

  /** As nobody but the owner of the tables could. */
  async function alter(statement: string): Promise<void> {
    const owner = new Client({ connectionString: house.ownerUrl });
    await owner.connect();
    try {
      await owner.query(statement, [id]);
    } finally {
      await owner.end();
    }
  }

  it('of an earlier shape is refused in words, and followed by a version of today', async () => {
    await alter('UPDATE report SET shape_version = 1 WHERE verification_id = $1');
    const refusal = await refusalOf(read());
    expect(refusal.code).toBe('REPORT_OF_OTHER_SHAPE');
    expect(refusal.details.zh).toContain('较早版本');
    await reissueReport(house.services, CASEWORKER, id, 'ON_REQUEST');
    expect(await read()).toMatchObject({ version: 2, document: { shapeVersion: 2 } });
  });
});
