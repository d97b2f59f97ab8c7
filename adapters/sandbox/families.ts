import type { FamilySpec } from './families/family-spec.ts';
import { familyClean } from './families/family-clean.ts';
import { identityTraps } from './families/identity-traps.ts';
import { lifeTraps } from './families/life-traps.ts';
import { propertyTraps } from './families/property-traps.ts';
import { workTraps } from './families/work-traps.ts';
import { assemble } from './household.ts';
import type { SyntheticHousehold } from './person.ts';

/** Labels of the families that are in every population, each with the trap that it is named for. */
export const FAMILY_LABELS = [
  'family-clean',
  'family-two-homes',
  'scrapped-car',
  'historical-title',
  'name-mismatch',
  'fifteen-digit',
  'dead-member',
  'rich-deposits',
  'dormant-account',
  'disability-vehicle',
  'rare-character',
  'middle-dot-name',
  'stolen-identity',
  'revoked-firm',
  'dormant-cooperative',
  'undeclared-employer',
  'alive-recorded-dead',
  'spouse-here-none-there',
  'benefit-twice',
  'obligor-with-income',
  'public-payroll',
] as const;
export type FamilyLabel = (typeof FAMILY_LABELS)[number];

const SPECS: Readonly<Record<FamilyLabel, FamilySpec>> = {
  'family-clean': familyClean,
  ...propertyTraps,
  ...identityTraps,
  ...workTraps,
  ...lifeTraps,
};

/** Indices of synthetic numbers from here on belong to families; below, to random households. */
const FIRST_FAMILY_INDEX = 868;

/** The families of every population; only their numbers are reserved, so the seed changes nothing here. */
export function families(): readonly SyntheticHousehold[] {
  let index = FIRST_FAMILY_INDEX;
  return FAMILY_LABELS.map((label, at) => {
    const { people, declared = [] } = SPECS[label];
    // A new label goes to the end: everybody keeps the number that they have.
    const places = people.map((draft) => ({ index: index++, draft }));
    return assemble(label, at + 1, places, declared);
  });
}
