import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILY_LABELS } from '../../../adapters/sandbox/families.ts';
import { MOST_HOUSEHOLDS } from '../../../adapters/sandbox/households.ts';
import { createPopulation, everyone } from '../../../adapters/sandbox/population.ts';
import { factSchema } from '../../../src/evidence/facts.ts';
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
    expect(members.every(({ registers }) => registers.vehicles === null)).toBe(true);
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

  it('finds everybody by number alone, wherever in the population', () => {
    fc.assert(
      fc.property(fc.nat(MOST_HOUSEHOLDS - 1), (position) => {
        for (const person of everyone(population.household(position))) {
          expect(population.findByNumber(person.certificate.number ?? '')).toEqual(person);
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
    for (const { members, obligors } of households) {
      const [applicant, ...others] = members;
      expect(applicant.relation).toBe('01');
      expect(applicant.capacity).toBe('FULL');
      for (const child of others.filter(({ relation }) => /^[23]/.test(relation))) {
        expect(Number(child.birthDate.slice(0, 4)) - Number(applicant.birthDate.slice(0, 4))).toBeGreaterThanOrEqual(
          18,
        );
      }
      for (const parent of obligors) {
        expect(Number(applicant.birthDate.slice(0, 4)) - Number(parent.birthDate.slice(0, 4))).toBeGreaterThanOrEqual(
          18,
        );
      }
      expect(members.every(({ capacity, guardianKey }) => (capacity === 'FULL') === (guardianKey === null))).toBe(true);
    }
    expect(households.some(({ obligors }) => obligors.length > 0)).toBe(true);
  });

  it('writes its truths in the vocabulary of facts', () => {
    for (const { registers } of people) {
      const facts = [
        ...(registers.realEstate?.titles ?? []),
        ...(registers.vehicles?.vehicles ?? []),
        ...Object.values(registers.banks).map(({ holding }) => holding),
      ];
      for (const fact of facts) expect(factSchema.parse(fact)).toEqual(fact);
    }
  });
});
