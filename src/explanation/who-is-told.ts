import { signsForThemselves } from '../authorisation/who-signs.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** A reader and the people that the explanation is about: the reader first, then the reader's wards. */
export type Told = { readonly reader: HouseholdMember; readonly about: readonly HouseholdMember[] };

/**
 * An adult who signs for themselves reads the findings about themselves. Findings about a ward go to the guardian
 * who signed and to nobody else, so that data of a child under fourteen goes only there (个人信息保护法 Art 31). A guardian
 * outside the household reads only about the ward; findings about a supporter are told elsewhere.
 *
 * @param signedFor the signing guardian by the ward's person id, where the form names no guardian.
 */
export function whoIsTold(
  { members }: HouseholdVersion,
  day: CalendarDate,
  signedFor: ReadonlyMap<string, string> = new Map(),
): readonly Told[] {
  const wards = members.filter((member) => member.role === 'MEMBER' && !signsForThemselves(member, day));
  return members
    .filter((member) => signsForThemselves(member, day))
    .map((reader) => ({
      reader,
      about: [
        ...(isOutside(reader) ? [] : [reader]),
        ...wards.filter((ward) => (ward.guardianPersonId ?? signedFor.get(ward.personId)) === reader.personId),
      ],
    }))
    .filter(({ about }) => about.length > 0);
}

/** Whether a person is on the form but no member of the household. */
export function isOutside({ role }: HouseholdMember): boolean {
  return role !== 'MEMBER';
}
