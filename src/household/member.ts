import type { Certificate } from '../identity/certificate.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { RelationCode } from './relation.ts';

/**
 * Circumstances that exclude a person from the counted household, or keep them in it, at any age.
 * Source: 最低生活保障审核确认办法 (2021), Art 7.
 */
export const CIRCUMSTANCES = [
  'NONE',
  /** Full-time student up to bachelor. */
  'FULL_TIME_STUDENT',
  /** An adult who cannot live independently. */
  'DEPENDENT_ADULT',
  /** Clergy living away for three years or more. */
  'CLERGY_AWAY',
  'IN_PRISON',
  'COMPULSORY_DRUG_REHABILITATION',
  'DECLARED_MISSING',
] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** Capacity for civil conduct; with less than full capacity a guardian signs. */
export const CAPACITIES = ['FULL', 'LIMITED', 'NONE'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** A member of the household 共同生活家庭成员, or a support obligor 赡抚扶养义务人 outside it. */
export type HouseholdMember = {
  readonly personId: string;
  readonly role: 'MEMBER' | 'OBLIGOR';
  /** GB/T 4761: relation to the applicant. */
  readonly relation: RelationCode;
  readonly name: string;
  readonly certificate: Certificate;
  readonly birthDate: CalendarDate | null;
  readonly circumstance: Circumstance;
  readonly capacity: Capacity;
  readonly livesTogether: boolean;
  readonly guardianPersonId: string | null;
};

/** Ids of the support obligors on a form. */
export function obligorIds({ members }: Pick<HouseholdVersion, 'members'>): ReadonlySet<string> {
  return new Set(members.filter(({ role }) => role === 'OBLIGOR').map(({ personId }) => personId));
}

/** One version of a household: a change of members is a new version. */
export type HouseholdVersion = {
  readonly householdId: string;
  readonly number: number;
  readonly members: readonly HouseholdMember[];
};
