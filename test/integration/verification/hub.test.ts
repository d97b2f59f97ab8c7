import { afterEach, describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { wuxiSharingPlatform } from '../../../adapters/hubs.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { FLOW_BACKENDS } from '../../support/backends.ts';
import { RunningClock } from '../../support/moving-clock.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse, TestHouseOptions } from '../../support/house.ts';
import type { OpenQuestion } from '../../support/verification-end.ts';
import { requestVerification } from '../../support/acts.ts';

/** Nobody is given up before the test moves the time on. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 60_000, windowWaitMs: 0 });
const HUB = wuxiSharingPlatform.id;
const BEHIND = SOURCES.filter(({ hub }) => hub?.id === HUB).map(({ id }) => id);

describe.for(FLOW_BACKENDS)('departments behind one hub on $backend', (kind) => {
  if (kind.missing) {
    it.skip('needs redis-server: npm run setup', () => undefined);
    return;
  }
  let house: TestHouse;
  afterEach(() => house.close());

  /** @param left what the check waits for up to its time */
  async function check(
    options: Omit<TestHouseOptions, 'clock' | 'backend'>,
    left?: (question: OpenQuestion) => boolean,
  ): Promise<string> {
    const clock = new RunningClock(new Date('2018-03-05T01:30:00Z'));
    house = await openTestHouse({ ...options, clock, calendar, backend: kind.backend });
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    const { id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
    await house.work();
    if (left !== undefined) await house.toTheDeadline([id], clock, left);
    await house.finished(id);
    return id;
  }
  const answers = (verificationId: string) =>
    house.services.db
      .selectFrom('question as q')
      .innerJoin('answer as a', 'a.question_id', 'q.id')
      .select(['q.source_id', 'a.kind'])
      .where('q.verification_id', '=', verificationId)
      .execute();
  const usedToday = async (line: string): Promise<number> => {
    const row = await house.services.db
      .selectFrom('source_quota')
      .select('used')
      .where('source_id', '=', line)
      .where('span', '=', 'DAY')
      .executeTakeFirst();
    return row?.used ?? 0;
  };

  it('are counted together against its quota, and no department has a count of its own', async () => {
    const id = await check({});
    const asked = (await answers(id)).filter(({ source_id: source, kind: answer }) => {
      return BEHIND.includes(source) && answer !== 'NOT_CONNECTED';
    });
    expect(new Set(asked.map(({ source_id: source }) => source))).toEqual(new Set(BEHIND));
    expect(await usedToday(HUB)).toBe(asked.length);
    expect(await Promise.all(BEHIND.map(usedToday))).toEqual(BEHIND.map(() => 0));
  });

  it('take no more of it than an installation allows, and what is left over is NO_RESPONSE with its reason', async () => {
    const id = await check(
      { entries: { [HUB]: { behaviour: { quota: { perDay: 7 } } } } },
      ({ source_id: source, state }) => BEHIND.includes(source) && state === 'WAITING_QUOTA',
    );
    const ofHub = (await answers(id)).filter(({ source_id: source }) => BEHIND.includes(source));
    expect(ofHub.filter(({ kind: answer }) => answer !== 'NO_RESPONSE')).toHaveLength(7);
    expect(await usedToday(HUB)).toBe(7);
    const waited = await house.services.db
      .selectFrom('question')
      .select('last_fault')
      .distinct()
      .where('verification_id', '=', id)
      .where('source_id', 'in', BEHIND)
      .where('last_fault', 'is not', null)
      .execute();
    expect(waited).toEqual([{ last_fault: 'WAITING_QUOTA' }]);
  });

  it('keep their own states: one that is down is NO_RESPONSE, the others answer', async () => {
    const id = await check(
      { settings: { 'civil-affairs': { errorRate: 1 } } },
      ({ source_id: source, last_fault: why }) => source === 'civil-affairs' && why !== null,
    );
    const silent = (await answers(id)).filter(({ kind: answer }) => answer === 'NO_RESPONSE');
    expect(new Set(silent.map(({ source_id: source }) => source))).toEqual(new Set(['civil-affairs']));
  });
});
