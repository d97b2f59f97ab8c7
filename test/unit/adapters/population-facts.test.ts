import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../adapters/sandbox/person.ts';
import type { SyntheticPerson } from '../../../adapters/sandbox/person.ts';
import { createPopulation, everyone } from '../../../adapters/sandbox/population.ts';
import type { FamilyLabel } from '../../../adapters/sandbox/families.ts';

const population = createPopulation('demo');
const random = Array.from({ length: 300 }, (_, n) => population.household(n * 1777));
const households = [...population.families(), ...random];
const people = households.flatMap(everyone);

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const byNumber = new Map(people.map((person) => [person.certificate.number, person]));
const person = (label: FamilyLabel, place: number): SyntheticPerson => {
  const found = everyone(population.family(label))[place];
  if (found === undefined) throw new RangeError('a place in the family');
  return found;
};

describe('departments that know the same person', () => {
  it('agree about a job: contributions, tax and housing fund name one employer and one wage', () => {
    const fundFixed = people.filter((one) =>
      factsOf(one, 'HOUSING_FUND_ACCOUNT').some(({ status }) => status === 'NORMAL'),
    );
    expect(fundFixed.length).toBeGreaterThan(50);
    for (const one of fundFixed) {
      const [account] = factsOf(one, 'HOUSING_FUND_ACCOUNT');
      const paid = factsOf(one, 'CONTRIBUTION_MONTH').filter(
        ({ employerName }) => employerName === account?.employerName,
      );
      const wages = factsOf(one, 'TAXED_INCOME_MONTH').filter(({ payerName }) => payerName === account?.employerName);
      expect(paid.map(({ month }) => month)).toEqual(wages.map(({ month }) => month));
      expect(new Set(paid.map(({ baseFen }) => baseFen))).toEqual(new Set([account?.baseFen]));
      expect(account?.lastPaidMonth).toBe(paid.at(-1)?.month);
      for (const { employerCode } of paid) expect(employerCode).toBe(wages[0]?.payerCode);
    }
  });

  it('agree about a marriage, each naming the other', () => {
    const married = people.flatMap((one) => factsOf(one, 'MARRIAGE').map((entry) => ({ one, entry })));
    const known = married.filter(({ entry }) => byNumber.has(entry.spouseNumber));
    expect(known.length).toBeGreaterThan(200);
    for (const { one, entry } of known) {
      const spouse = byNumber.get(entry.spouseNumber);
      const theirs = spouse === undefined ? [] : factsOf(spouse, 'MARRIAGE');
      expect(theirs.map(({ spouseNumber }) => spouseNumber)).toEqual([one.certificate.number]);
      expect(theirs[0]?.registeredOn).toBe(entry.registeredOn);
    }
  });

  it('agree about a household register: everybody in it names everybody else', () => {
    for (const { members } of random) {
      const numbers = members.map(({ certificate }) => certificate.number);
      const registers = members.flatMap((one) =>
        factsOf(one, 'HOUSEHOLD_REGISTRATION').map((page) => page.registerNumber),
      );
      expect(new Set(registers).size).toBe(1);
      for (const one of members) {
        const others = factsOf(one, 'REGISTER_COMPANION').map(({ personNumber }) => personNumber);
        expect(others).toEqual(numbers.filter((number) => number !== one.certificate.number));
      }
    }
  });

  it('agree about what was bought, and settle no more than the total', () => {
    for (const one of people) {
      for (const { subject, purchasedOn } of factsOf(one, 'TAXED_PURCHASE')) {
        expect(factsOf(one, 'VEHICLE')).toContainEqual(
          expect.objectContaining({ model: subject, firstRegisteredOn: purchasedOn }),
        );
      }
      for (const { address } of factsOf(one, 'HOUSING_CONTRACT')) {
        expect(factsOf(one, 'HOME_TITLE').map((title) => title.address)).toContain(address);
      }
      for (const { plateNumber } of factsOf(one, 'TRANSPORT_LICENCE')) {
        expect(factsOf(one, 'VEHICLE').map((vehicle) => vehicle.plateNumber)).toContain(plateNumber);
      }
      for (const visit of factsOf(one, 'MEDICAL_SETTLEMENT')) {
        expect(sum([visit.pooledFen, visit.seriousIllnessFen, visit.aidFen, visit.selfPaidFen])).toBe(visit.totalFen);
      }
      expect(factsOf(one, 'PUBLIC_RENTAL').length === 0 || factsOf(one, 'HOME_TITLE').length === 0).toBe(true);
    }
  });

  it('see for most random households the wage that they declare', () => {
    const seen = random.filter(({ members: [applicant], declared: [line] }) => {
      const declared = line?.content.kind === 'INCOME' ? line.content.yearlyFen : 0;
      return sum(factsOf(applicant, 'TAXED_INCOME_MONTH').map(({ incomeFen }) => incomeFen)) === declared;
    });
    expect(seen.length / random.length).toBeGreaterThan(0.6);
    expect(seen.length).toBeLessThan(random.length);
  });
});

describe('the labelled families', () => {
  it('family-clean: every department agrees with the paper form', () => {
    const [husband, wife, daughter] = population.family('family-clean').members;
    if (wife === undefined || daughter === undefined) throw new RangeError('a family of three');
    expect(sum(factsOf(husband, 'TAXED_INCOME_MONTH').map(({ incomeFen }) => incomeFen))).toBe(4_200_000);
    expect(factsOf(wife, 'PENSION').map(({ monthlyFen }) => monthlyFen * 12)).toEqual([1_200_000]);
    expect(sum(factsOf(wife, 'MEDICAL_SETTLEMENT').map(({ selfPaidFen }) => selfPaidFen))).toBe(2_200_000);
    expect(factsOf(daughter, 'SCHOOL_ENROLMENT').map(({ tuitionYearlyFen }) => tuitionYearlyFen)).toEqual([800_000]);
    expect(factsOf(husband, 'HOME_TITLE').map(({ address, areaHundredths }) => [address, areaHundredths])).toEqual([
      ['无锡市梁溪区演示路2号2室', 6800],
    ]);
    expect(factsOf(husband, 'HOUSEHOLD_REGISTRATION')[0]?.address).toBe('无锡市梁溪区演示路2号2室');
    expect(factsOf(husband, 'BUSINESS_ROLE', 'AID_ENTITLEMENT', 'PUBLIC_PAYROLL')).toEqual([]);
  });

  it('hold each trap that they are named for', () => {
    const disputed = factsOf(person('stolen-identity', 1), 'BUSINESS_ROLE');
    expect([disputed.length, disputed.every(({ identityDisputed }) => identityDisputed)]).toEqual([3, true]);
    expect(factsOf(person('stolen-identity', 0), 'AID_ENTITLEMENT')[0]?.until).toBe('2017-11-30');
    expect(factsOf(person('revoked-firm', 0), 'BUSINESS_ROLE')[0]?.state).toBe('REVOKED');
    expect(factsOf(person('dormant-cooperative', 0), 'BUSINESS_ROLE')[0]).toMatchObject({
      role: 'COOPERATIVE_MEMBER',
      lastReportYear: 2013,
    });
    const payers = factsOf(person('undeclared-employer', 0), 'TAXED_INCOME_MONTH').map(({ payerName }) => payerName);
    expect(new Set(payers).size).toBe(2);
    const alive = person('alive-recorded-dead', 0);
    expect([alive.deceasedOn, factsOf(alive, 'CREMATION').length]).toEqual([null, 1]);
    expect(factsOf(alive, 'HOUSEHOLD_REGISTRATION')[0]?.status).toBe('CANCELLED_DEATH');
    expect(factsOf(alive, 'CONTRIBUTION_MONTH').at(-1)?.month).toBe('2018-02');
    const bride = person('spouse-here-none-there', 0);
    expect([factsOf(bride, 'MARRIAGE')[0]?.state, factsOf(bride, 'HOUSEHOLD_REGISTRATION')[0]?.maritalState]).toEqual([
      'MARRIED',
      'UNMARRIED',
    ]);
    const twice = factsOf(person('benefit-twice', 0), 'AID_ENTITLEMENT').filter(({ until }) => until === null);
    expect(twice.map(({ division, cardTail }) => [division, cardTail])).toEqual([
      ['320213', '7306'],
      ['320281', '7306'],
    ]);
    const [son] = population.family('obligor-with-income').obligors;
    expect(son === undefined ? [] : factsOf(son, 'TAXED_INCOME_MONTH').map(({ incomeFen }) => incomeFen)).toEqual(
      Array(12).fill(1_250_000),
    );
    expect(factsOf(person('public-payroll', 1), 'PUBLIC_PAYROLL')).toHaveLength(1);
  });

  it('spell one name in several ways, and keep old numbers where a register was never converted', () => {
    const { recorded, name } = person('rare-character', 0);
    const spellings = new Set([name, recorded.everywhere.name, ...Object.values(recorded.at).map((one) => one.name)]);
    expect(spellings.size).toBeGreaterThanOrEqual(4);
    expect(person('fifteen-digit', 0).recorded.everywhere.number).toHaveLength(15);
    expect(person('fifteen-digit', 0).recorded.at['household-register']?.number).toHaveLength(18);
  });

  it('keep the numbers that they have had since the first population', () => {
    expect(person('family-clean', 0).certificate.number?.slice(0, 14)).toBe('32021319740416');
    expect(
      population
        .families()
        .slice(0, 12)
        .map(({ members }) => members.length),
    ).toEqual([3, 2, 2, 1, 1, 1, 2, 2, 1, 1, 1, 1]);
  });
});
