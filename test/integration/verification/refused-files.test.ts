import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { compressedCalendar, chineseCalendar } from '../../../src/platform/working-days.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { requestVerification } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
/** Nothing ends by its deadline here: what ends, ends by the banks' word. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 60_000, windowWaitMs: 0 });

describe.each(['refusing', 'rejecting'] as const)('a bank %s', (trouble) => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await openTestHouse({ clock, calendar, settings: { banks: { 'DEMO-B': { [trouble]: true } } } });
  });
  afterEach(() => house.close());

  it('ends its questions as NO_RESPONSE with the reason, long before their time', async () => {
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    const { id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
    await house.work();
    expect(await house.finished(id)).toBe('ISSUED_INCOMPLETE');
    const ends = await house.services.db
      .selectFrom('question')
      .innerJoin('answer', 'answer.question_id', 'question.id')
      .select(['question.institution', 'question.last_fault', 'answer.kind'])
      .where('question.verification_id', '=', id)
      .where('question.source_id', '=', 'banks')
      .execute();
    const ofB = ends.filter(({ institution }) => institution === 'DEMO-B');
    expect(ofB.length).toBeGreaterThan(0);
    expect(new Set(ofB.map(({ kind, last_fault }) => `${kind} ${last_fault}`))).toEqual(
      new Set(['NO_RESPONSE REFUSED']),
    );
    expect(ends.filter(({ institution, kind }) => institution !== 'DEMO-B' && kind === 'NO_RESPONSE')).toEqual([]);
  });
});
