import { FAMILY_LABELS, families } from './families.ts';
import type { FamilyLabel } from './families.ts';
import { positionOf, randomHousehold } from './households.ts';
import type { SyntheticHousehold, SyntheticPerson } from './person.ts';

/** Everybody whom the departments' simulators know; the same for the same seed in every process. */
export type Population = {
  readonly seed: string;
  /** One of the families that every population has. */
  family(label: FamilyLabel): SyntheticHousehold;
  families(): readonly SyntheticHousehold[];
  /** The random household at a position from 0 to 533,199. @throws RangeError beyond. */
  household(position: number): SyntheticHousehold;
  /** The person of an 18-character number, or `null` where there is none. */
  findByNumber(number: string): SyntheticPerson | null;
};

/** Every office looks up the same few households within moments; so many of them are kept. */
const KEPT_HOUSEHOLDS = 200;

export function createPopulation(seed: string): Population {
  const known = families();
  const byLabel = new Map(known.map((family) => [family.label, family]));
  const byNumber = new Map(known.flatMap(everyone).map((person) => [person.certificate.number, person]));
  const kept = new Map<number, SyntheticHousehold>();
  const household = (position: number): SyntheticHousehold => {
    const found = kept.get(position) ?? randomHousehold(seed, position);
    kept.delete(position);
    kept.set(position, found);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_HOUSEHOLDS && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  return {
    seed,
    family(label) {
      const family = byLabel.get(label);
      if (family === undefined) throw new RangeError(`there are the families ${FAMILY_LABELS.join(', ')}`);
      return family;
    },
    families: () => known,
    household,
    findByNumber(number) {
      const named = byNumber.get(number);
      if (named !== undefined) return named;
      const position = positionOf(seed, number);
      if (position === null) return null;
      return everyone(household(position)).find((person) => person.certificate.number === number) ?? null;
    },
  };
}

/** Members and obligors. */
export function everyone(household: SyntheticHousehold): readonly SyntheticPerson[] {
  return [...household.members, ...household.obligors];
}
