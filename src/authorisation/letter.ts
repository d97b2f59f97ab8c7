import type { CalendarDate } from '../platform/calendar-date.ts';

/** The permissions of one signature row. */
export type LetterGrant = {
  readonly personId: string;
  readonly signedByPersonId: string;
  readonly signedAs: 'SELF' | 'GUARDIAN';
  readonly signedOn: CalendarDate;
  readonly sources: readonly string[];
  readonly purposes: readonly string[];
  readonly withdrawnAt: Date | null;
};

/** A signed authorisation letter 授权书: one printed number, one grant for each person who signed. */
export type Letter = {
  readonly id: string;
  readonly applicationId: string;
  readonly householdId: string;
  readonly householdVersion: number;
  readonly letterNumber: string;
  readonly signedOn: CalendarDate;
  readonly endedAt: Date | null;
  readonly grants: readonly LetterGrant[];
};
