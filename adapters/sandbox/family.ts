import { syntheticCitizenNumber } from '../../src/identity/synthetic.ts';
import { ageOn, parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { DeclaredLine, Recorded, SyntheticHousehold, SyntheticPerson } from './person.ts';
import { registersOf } from './possessions.ts';
import type { Possessions } from './possessions.ts';

/** Indices of synthetic numbers from here on belong to families; below, to random households. */
const FIRST_FAMILY_INDEX = 868;
/** Ages of the sandbox are as of the founding paper's time. */
const AS_OF = parseCalendarDate('2018-01-01');

type Role = Pick<SyntheticPerson, 'role' | 'relation'>;
export const APPLICANT: Role = { role: 'MEMBER', relation: '01' };
export const HUSBAND: Role = { role: 'MEMBER', relation: '11' };
export const WIFE: Role = { role: 'MEMBER', relation: '12' };
export const SON: Role = { role: 'MEMBER', relation: '20' };
export const DAUGHTER: Role = { role: 'MEMBER', relation: '30' };
export const MOTHER_AWAY: Role = { role: 'OBLIGOR', relation: '52' };

/** A person before a number and a place are given. */
export type Draft = Role & {
  readonly name: string;
  readonly birth: string;
  readonly sex: SyntheticPerson['sex'];
  readonly owns?: Possessions;
  readonly deceasedOn?: CalendarDate;
  /** How the registers wrote this person, where that differs. */
  readonly recorded?: (truth: Recorded) => Recorded;
};

/** Capacity for civil conduct by age: 民法典 Art 17 to 20; under eight none, under eighteen limited. */
function capacityAt(birth: CalendarDate): SyntheticPerson['capacity'] {
  const age = ageOn(birth, AS_OF);
  if (age < 8) return 'NONE';
  return age < 18 ? 'LIMITED' : 'FULL';
}

/** Makes families one after another; each person takes the next reserved number. */
export function familyBuilder() {
  let index = FIRST_FAMILY_INDEX;
  return (label: string, drafts: readonly Draft[], declared: readonly DeclaredLine[] = []): SyntheticHousehold => {
    const people = drafts.map((draft, place) => personOf(label, place, index + place, draft));
    index += drafts.length;
    const [applicant, ...others] = people;
    if (applicant === undefined) throw new RangeError('a family has an applicant');
    return {
      label,
      members: [applicant, ...others.filter(({ role }) => role === 'MEMBER')],
      obligors: others.filter(({ role }) => role === 'OBLIGOR'),
      declared,
    };
  };
}

/** A person with a number of their own. @param index of the synthetic number. */
export function personOf(label: string, place: number, index: number, draft: Draft): SyntheticPerson {
  const birthDate = parseCalendarDate(draft.birth);
  const number = syntheticCitizenNumber(index, birthDate, draft.sex);
  const truth = { name: draft.name, number };
  const capacity = capacityAt(birthDate);
  return {
    key: `${label}/${place}`,
    name: draft.name,
    certificate: { type: 'CITIZEN_NUMBER', number },
    birthDate,
    sex: draft.sex,
    role: draft.role,
    relation: draft.relation,
    livesTogether: draft.role === 'MEMBER',
    capacity,
    guardianKey: capacity === 'FULL' ? null : `${label}/0`,
    deceasedOn: draft.deceasedOn ?? null,
    registers: registersOf(draft.owns ?? {}, draft.recorded?.(truth) ?? truth),
  };
}
