import { afterAll, beforeAll, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { claimQuestions, planChecks, requestVerification } from '../../support/acts.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ clock: new ManualClock(new Date('2018-03-05T02:00:00Z')), calendar: chineseCalendar });
});
afterAll(() => house.close());

it('a question that leaves for several cases carries the number of each letter, and no more than its field takes', async () => {
  const family = house.sandbox.population.family('family-clean');
  const ids: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const { id: applicationId } = await house.admit(family);
    const wish = { applicationId, purpose: 'APPLICATION', idempotencyKey: `letters-${turn}` } as const;
    ids.push((await requestVerification(house.services, CASEWORKER, wish)).id);
  }
  await planChecks(house.services, ids);
  const claim = await claimQuestions(house.services, {
    files: [{ source: house.planned('real-estate'), most: 100 }],
  });
  const numbers = claim.questions.map(({ letterNumber }) => letterNumber.split('、'));
  const people = family.members.length;
  expect(numbers.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: people }, () => 1),
    ...Array.from({ length: people }, () => 4),
  ]);
  expect(new Set(numbers.flat()).size).toBe(5);
  expect(claim.joined).toHaveLength(people * 3);
});
