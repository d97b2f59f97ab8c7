import { signsForThemselves } from '../authorisation/who-signs.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** Who is told, and about whom: themselves first, then those whose guardian they are. */
export type Told = { readonly reader: HouseholdMember; readonly about: readonly HouseholdMember[] };

/**
 * Whoever signs for themselves is told what was found about them; what was found about somebody whose guardian signs is
 * told to that guardian and to nobody else, so that data of a child under fourteen goes only there (个人信息保护法 Art 31).
 * A guardian outside the household is told of the ward alone: what concerns a supporter is told elsewhere.
 *
 * @param signedFor by whom each was signed for, by person id, where the form names no guardian.
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

/** Whether somebody is on the form and no member of the household. */
export function isOutside({ role }: HouseholdMember): boolean {
  return role !== 'MEMBER';
}
