import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { standingOf } from './covers.ts';
import type { Letter } from './letter.ts';
import { signsForThemselves } from './who-signs.ts';

/** Somebody whose signature is missing, and what is needed. */
export type MissingSignature = {
  readonly personId: string;
  readonly role: HouseholdMember['role'];
  /** `GUARDIAN_UNKNOWN`: a guardian must sign, and the form names none. */
  readonly needs: 'OWN_SIGNATURE' | 'GUARDIAN_SIGNATURE' | 'GUARDIAN_UNKNOWN';
  readonly guardianPersonId: string | null;
};

/**
 * Members and obligors of this version of the household without a signature in force at an instant, in the order of
 * the form. Whether an absent signature stops anything is for policy to say; who does not count is left to the caller.
 */
export function missingSignatures(
  household: HouseholdVersion,
  letters: readonly Letter[],
  at: Date,
): readonly MissingSignature[] {
  const signed = new Set(
    letters
      .filter((letter) => letter.householdVersion === household.number)
      .flatMap((letter) => letter.grants.filter((grant) => standingOf(letter, grant, at) === 'IN_FORCE'))
      .map(({ personId }) => personId),
  );
  const today = shanghaiDate(at);
  return household.members
    .filter(({ personId }) => !signed.has(personId))
    .map((member) => {
      const { personId, role, guardianPersonId } = member;
      if (signsForThemselves(member, today)) return { personId, role, needs: 'OWN_SIGNATURE', guardianPersonId: null };
      const needs = guardianPersonId === null ? 'GUARDIAN_UNKNOWN' : 'GUARDIAN_SIGNATURE';
      return { personId, role, needs, guardianPersonId };
    });
}
