import type { Fact, FactType } from '../../src/evidence/facts.ts';
import { syntheticCitizenNumber } from '../../src/identity/synthetic.ts';
import { ageOn, parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { ordinaryFacts } from './ordinary-facts.ts';
import type { Relative } from './ordinary-facts.ts';
import type { DeclaredLine, Recorded, SyntheticHousehold, SyntheticPerson } from './person.ts';
import { addressOf } from './records/property.ts';

/** Ages of the sandbox are as of the founding paper's time. */
const AS_OF = parseCalendarDate('2018-01-01');

type Role = Pick<SyntheticPerson, 'role' | 'relation'>;
export const APPLICANT: Role = { role: 'MEMBER', relation: '01' };
export const HUSBAND: Role = { role: 'MEMBER', relation: '11' };
export const WIFE: Role = { role: 'MEMBER', relation: '12' };
export const SON: Role = { role: 'MEMBER', relation: '20' };
export const DAUGHTER: Role = { role: 'MEMBER', relation: '30' };
export const FATHER_AWAY: Role = { role: 'OBLIGOR', relation: '51' };
export const MOTHER_AWAY: Role = { role: 'OBLIGOR', relation: '52' };
export const SON_AWAY: Role = { role: 'OBLIGOR', relation: '20' };

/** A person before a number is given. */
export type Draft = Role & {
  readonly name: string;
  readonly birth: string;
  readonly sex: SyntheticPerson['sex'];
  readonly deceasedOn?: CalendarDate;
  /** Facts that are particular to this person; `family` is everybody, in the order of the drafts. */
  readonly facts?: (family: readonly Relative[]) => readonly Fact[];
  /** Ordinary facts that this person does not have. */
  readonly lacks?: readonly FactType[];
  /** How the registers wrote this person where that differs: in most registers, and in some by source id. */
  readonly recorded?: (truth: Recorded) => {
    readonly everywhere?: Recorded;
    readonly at?: Readonly<Record<string, Recorded>>;
  };
};

/** A person of a household with the unique index of their synthetic number. */
export type Place = { readonly index: number; readonly draft: Draft };

/**
 * A household of such people, the applicant first. Numbers are assigned first, so that facts of one person may name
 * another.
 * @param serial distinguishes the household's register from all others.
 */
export function assemble(
  label: string,
  serial: number,
  places: readonly Place[],
  declared: readonly DeclaredLine[],
): SyntheticHousehold {
  const family = places.map(({ index, draft }): Relative => {
    const birthDate = parseCalendarDate(draft.birth);
    const number = syntheticCitizenNumber(index, birthDate, draft.sex);
    const { name, sex, role, relation, deceasedOn = null } = draft;
    const registeredHere = !draft.lacks?.includes('HOUSEHOLD_REGISTRATION');
    return { name, number, birthDate, sex, role, relation, deceasedOn, registeredHere };
  });
  const owns = places.map(({ draft }) => draft.facts?.(family) ?? []);
  const home = { serial, family, address: livesAt(owns.flat()) ?? addressOf(serial) };
  const people = places.map(({ draft }, place) => {
    const [self, own] = [family[place], owns[place]];
    if (self === undefined || own === undefined) throw new RangeError('every draft has a relative');
    const taken = new Set<FactType>([...own.map(({ type }) => type), ...(draft.lacks ?? [])]);
    const ordinary = ordinaryFacts(self, home, own).filter(({ type }) => !taken.has(type));
    return personOf(`${label}/`, place, self, { facts: [...ordinary, ...own], draft });
  });
  const [applicant, ...others] = people;
  if (applicant === undefined) throw new RangeError('a household has an applicant');
  return {
    label,
    members: [applicant, ...others.filter(({ role }) => role === 'MEMBER')],
    obligors: others.filter(({ role }) => role === 'OBLIGOR'),
    declared,
  };
}

/** A family is registered in the first home that it owns. */
function livesAt(facts: readonly Fact[]): string | null {
  const title = facts.find((fact) => fact.type === 'HOME_TITLE' && fact.status === 'CURRENT');
  return title?.type === 'HOME_TITLE' ? title.address : null;
}

function personOf(
  prefix: string,
  place: number,
  self: Relative,
  { facts, draft }: { facts: readonly Fact[]; draft: Draft },
): SyntheticPerson {
  const { name, number, birthDate, sex, role, relation, deceasedOn } = self;
  const truth = { name, number };
  const recorded = draft.recorded?.(truth) ?? {};
  const capacity = capacityAt(birthDate);
  return {
    key: `${prefix}${place}`,
    name,
    certificate: { type: 'CITIZEN_NUMBER', number },
    birthDate,
    sex,
    role,
    relation,
    livesTogether: role === 'MEMBER',
    capacity,
    guardianKey: capacity === 'FULL' ? null : `${prefix}0`,
    deceasedOn,
    facts,
    recorded: { everywhere: recorded.everywhere ?? truth, at: recorded.at ?? {} },
  };
}

/** Capacity for civil conduct by age: 民法典 Art 17 to 20; under eight none, under eighteen limited. */
function capacityAt(birth: CalendarDate): SyntheticPerson['capacity'] {
  const age = ageOn(birth, AS_OF);
  if (age < 8) return 'NONE';
  return age < 18 ? 'LIMITED' : 'FULL';
}
