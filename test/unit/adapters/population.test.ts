import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILY_LABELS } from '../../../adapters/sandbox/families.ts';
import { MOST_HOUSEHOLDS } from '../../../adapters/sandbox/households.ts';
import { factsOf } from '../../../adapters/sandbox/person.ts';
import { createPopulation, everyone } from '../../../adapters/sandbox/population.ts';
import { FACTS, factSchema } from '../../../src/evidence/facts.ts';
import { parseCertificate } from '../../../src/identity/certificate.ts';
import { birthDateIn, parseCitizenNumber } from '../../../src/identity/citizen-number.ts';
import { parsePersonName } from '../../../src/identity/person-name.ts';
import { isMadeUp, sexIn } from '../../support/made-up-number.ts';

const population = createPopulation('demo');
const households = [...population.families(), ...Array.from({ length: 400 }, (_, n) => population.household(n * 1333))];
const people = households.flatMap(everyone);

describe('the population of the sandbox', () => {
  it('has every labelled family, and the demonstration’s family of three', () => {
    expect(population.families().map(({ label }) => label)).toEqual([...FAMILY_LABELS]);
    const { members, declared } = population.family('family-clean');
    const total = (kind: string) =>
      declared.reduce(
        (sum, { content }) => sum + (content.kind === kind && 'yearlyFen' in content ? content.yearlyFen : 0),
        0,
      );
    expect([members.length, total('INCOME'), total('RIGID_EXPENDITURE')]).toEqual([3, 5_400_000, 3_000_000]);
    expect(members.flatMap((member) => factsOf(member, 'VEHICLE'))).toEqual([]);
  });

  it('is made of people who cannot exist, whose number tells their birth and sex', () => {
    for (const { certificate, birthDate, sex, name } of people) {
      const number = parseCitizenNumber(parseCertificate(certificate).number ?? '');
      expect([isMadeUp(number), birthDateIn(number), sexIn(number)]).toEqual([true, birthDate, sex]);
      expect(parsePersonName(name)).toBe(name);
    }
  });

  it('gives no number twice', () => {
    const numbers = people.map(({ certificate }) => certificate.number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('finds everybody by number alone, wherever in the population and in another process', () => {
    const elsewhere = createPopulation('demo');
    fc.assert(
      fc.property(fc.nat(MOST_HOUSEHOLDS - 1), (position) => {
        for (const person of everyone(population.household(position))) {
          expect(elsewhere.findByNumber(person.certificate.number ?? '')).toEqual(person);
        }
      }),
      { numRuns: 100 },
    );
    expect(population.findByNumber('110105194912310021')).toBeNull();
    expect(() => population.household(MOST_HOUSEHOLDS)).toThrow(RangeError);
  });

  it('is the same for the same seed and another for another', () => {
    expect(createPopulation('demo').household(7)).toEqual(population.household(7));
    expect(createPopulation('other').household(7)).not.toEqual(population.household(7));
  });

  it('keeps lawful relations: an applicant first, parents older than children, guardians for minors', () => {
    const years = (older: { birthDate: string }, younger: { birthDate: string }) =>
      Number(younger.birthDate.slice(0, 4)) - Number(older.birthDate.slice(0, 4));
    for (const household of households) {
      const { members, obligors } = household;
      const [applicant] = members;
      expect(applicant.relation).toBe('01');
      expect(applicant.capacity).toBe('FULL');
      for (const other of everyone(household)) {
        if (/^[23]/.test(other.relation)) expect(years(applicant, other)).toBeGreaterThanOrEqual(18);
        if (other.relation.startsWith('5')) expect(years(other, applicant)).toBeGreaterThanOrEqual(18);
      }
      expect(obligors.every(({ relation }) => /^[235]/.test(relation))).toBe(true);
      expect(members.every(({ capacity, guardianKey }) => (capacity === 'FULL') === (guardianKey === null))).toBe(true);
    }
    expect(households.some(({ obligors }) => obligors.length > 0)).toBe(true);
  });

  it('writes its truths in the vocabulary of facts, and uses all of it, in labelled and in random households', () => {
    for (const { facts } of people) for (const fact of facts) expect(factSchema.parse(fact)).toEqual(fact);
    const typesIn = (some: typeof people) => new Set(some.flatMap(({ facts }) => facts.map(({ type }) => type)));
    // `BANK_LINE` is computed from a bank's facts and is no fact of a person.
    const truths = FACTS.map(({ type }) => type).filter((type) => type !== 'BANK_LINE');
    expect(typesIn(population.families().flatMap(everyone))).toEqual(new Set(truths));
    // Facts that only a labelled family has: a death, and a person out of work.
    expect(typesIn(households.slice(FAMILY_LABELS.length).flatMap(everyone))).toEqual(
      new Set(truths.filter((type) => !['CREMATION', 'UNEMPLOYMENT_BENEFIT'].includes(type))),
    );
  });
});
