import type { HouseholdMember } from '../household/member.ts';
import { ADULT_AGE } from '../household/who-counts.ts';
import { ageOn } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/**
 * Whether somebody signs for themselves on a day: an adult with full capacity. Everybody else is signed for by their
 * guardian. An unknown date of birth proves no majority.
 * Source: 民法典 Art 17 to 23; 个人信息保护法 Art 31; note under the 授权书.
 */
export function signsForThemselves(
  member: Pick<HouseholdMember, 'birthDate' | 'capacity'>,
  day: CalendarDate,
): boolean {
  return member.capacity === 'FULL' && member.birthDate !== null && ageOn(member.birthDate, day) >= ADULT_AGE;
}
