import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyntheticHousehold } from '../../../adapters/sandbox/person.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import type { Claim } from '../../../src/verification/claim-questions.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { claimQuestions, planChecks, requestVerification } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());

describe('what is claimed in one transaction', () => {
  let house: TestHouse;
  let verificationId: string;
  let members: number;
  beforeAll(async () => {
    house = await openTestHouse({ clock });
    const family = house.sandbox.population.family('family-clean');
    verificationId = await plannedCheckOf(family);
    members = family.members.length;
  });
  afterAll(() => house.close());

  async function plannedCheckOf(family: SyntheticHousehold): Promise<string> {
    const application = await house.admit(family);
    const { id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
    await planChecks(house.services, [id]);
    return id;
  }
  const countsOf = ({ questions }: Claim): Record<string, number> => {
    const to = Map.groupBy(questions, ({ sourceId, institution }) =>
      institution === null ? sourceId : `${sourceId} ${institution}`,
    );
    return Object.fromEntries([...to].map(([name, some]) => [name, some.length]));
  };

  it('is for each source by files as much as may leave, to the bodies named, and for each check what it has places for', async () => {
    const claim = await claimQuestions(house.services, {
      files: [
        { source: house.planned('banks'), institutions: ['DEMO-A', 'DEMO-B'], most: members + 1 },
        { source: house.planned('securities'), most: 1_000 },
      ],
      places: [{ verificationId, source: house.planned('real-estate'), most: 1 }],
    });
    const counts = countsOf(claim);
    expect(Object.keys(counts).toSorted()).toEqual(['banks DEMO-A', 'banks DEMO-B', 'real-estate', 'securities']);
    expect((counts['banks DEMO-A'] ?? 0) + (counts['banks DEMO-B'] ?? 0)).toBe(members + 1);
    expect(counts).toMatchObject({ securities: members, 'real-estate': 1 });
    // Only the banks had more questions than may be sent.
    expect([...claim.more]).toEqual(['banks']);
  });

  it('is claimed by nobody else while it is in hand', async () => {
    const claim = await claimQuestions(house.services, {
      files: [
        { source: house.planned('banks'), institutions: ['DEMO-A', 'DEMO-B'], most: 1_000 },
        { source: house.planned('securities'), most: 1_000 },
      ],
      places: [{ verificationId, source: house.planned('real-estate'), most: 1_000 }],
    });
    const counts = countsOf(claim);
    expect((counts['banks DEMO-A'] ?? 0) + (counts['banks DEMO-B'] ?? 0)).toBe(members - 1);
    expect(counts['real-estate']).toBe(members - 1);
    expect(counts).not.toHaveProperty('securities');
    expect([...claim.more]).toEqual([]);
  });

  it('is not less for one source because another has more to send than may leave', async () => {
    const families = [
      house.sandbox.population.family('family-two-homes'),
      house.sandbox.population.family('scrapped-car'),
    ];
    for (const family of families) await plannedCheckOf(family);
    const people = families.reduce((sum, family) => sum + family.members.length, 0);
    const claim = await claimQuestions(house.services, {
      files: [
        { source: house.planned('banks'), most: 1 },
        { source: house.planned('insurance'), most: members + people },
      ],
    });
    expect(claim.questions.filter(({ sourceId }) => sourceId === 'banks')).toHaveLength(1);
    expect(claim.questions.filter(({ sourceId }) => sourceId === 'insurance')).toHaveLength(members + people);
  });
});
