import { signsForThemselves } from '../authorisation/who-signs.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** Who is told, and about whom: themselves first, then those whose guardian they are. */
export type Told = { readonly reader: HouseholdMember; readonly about: readonly HouseholdMember[] };

/**
 * Whoever signs for themselves is told what was found about them; what was found about somebody whose guardian signs is
 * told to that guardian and to nobody else, so that data of a child under fourteen goes only there (个人信息保护法 Art 31).
 * Supporters outside the household are not told here, nor is anything of theirs.
 */
export function whoIsTold({ members }: HouseholdVersion, day: CalendarDate): readonly Told[] {
  const own = members.filter(({ role }) => role === 'MEMBER');
  return own
    .filter((member) => signsForThemselves(member, day))
    .map((reader) => ({
      reader,
      about: [
        reader,
        ...own.filter((member) => member.guardianPersonId === reader.personId && !signsForThemselves(member, day)),
      ],
    }));
}
