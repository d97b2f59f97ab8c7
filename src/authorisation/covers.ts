import { startOfDay } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Letter, LetterGrant } from './letter.ts';
import { letterPurposeFor } from './purpose.ts';

/** Why no authorisation letter covers a question, ordered from the farthest to the nearest to being covered. */
export const UNCOVERED_REASONS = [
  'NO_LETTER',
  'HOUSEHOLD_CHANGED',
  'NOT_SIGNED',
  'NOT_YET_SIGNED',
  'ENDED',
  'WITHDRAWN',
  'SOURCE_NOT_GRANTED',
  'PURPOSE_NOT_GRANTED',
] as const;
export type UncoveredReason = (typeof UNCOVERED_REASONS)[number];

/** A question about to be asked. */
export type Asking = {
  readonly personId: string;
  readonly sourceId: string;
  /** First day on which the source could be asked; `null` where it could be asked from the beginning. */
  readonly sourceSince: CalendarDate | null;
  /** A purpose of a verification, or of an authorisation letter. */
  readonly purpose: string;
  readonly at: Date;
  /** Version of the household whose members the question is about. */
  readonly householdVersion: number;
};

export type Cover =
  | { readonly covered: true; readonly letter: Letter; readonly grant: LetterGrant }
  | { readonly covered: false; readonly reason: UncoveredReason };

/**
 * Whether one of a case's authorisation letters allows this question at this instant. A letter is valid from 00:00
 * in Shanghai of the day of signing until it is ended or the person withdraws. A change of family members needs a
 * new letter. A letter covers the sources that existed on the day of signing; a later source is not covered,
 * whatever the letter names.
 * Source: clauses of the printed 授权书; 个人信息保护法 Art 15: a withdrawal stops questions that have not been asked yet.
 *
 * @param letters all letters of one application, in any order.
 */
export function covers(letters: readonly Letter[], asking: Asking): Cover {
  const judged = letters.map((letter) => judge(letter, asking));
  const covering = judged.flatMap((one) => (one.covered ? [one] : []));
  const best = covering.toSorted(
    (a, b) => order(b.grant.signedOn, a.grant.signedOn) || order(a.letter.letterNumber, b.letter.letterNumber),
  )[0];
  if (best !== undefined) return best;
  const reasons = judged.flatMap((one) => (one.covered ? [] : [one.reason]));
  return { covered: false, reason: UNCOVERED_REASONS.findLast((reason) => reasons.includes(reason)) ?? 'NO_LETTER' };
}

function judge(letter: Letter, asking: Asking): Cover {
  if (letter.householdVersion !== asking.householdVersion) return { covered: false, reason: 'HOUSEHOLD_CHANGED' };
  const grant = letter.grants.find(({ personId }) => personId === asking.personId);
  if (grant === undefined) return { covered: false, reason: 'NOT_SIGNED' };
  const standing = standingOf(letter, grant, asking.at);
  if (standing !== 'IN_FORCE') return { covered: false, reason: standing };
  if (!grant.sources.includes(asking.sourceId) || !existedAtSigning(letter, grant, asking.sourceSince))
    return { covered: false, reason: 'SOURCE_NOT_GRANTED' };
  const purpose = letterPurposeFor(asking.purpose);
  if (purpose === null || !grant.purposes.includes(purpose)) return { covered: false, reason: 'PURPOSE_NOT_GRANTED' };
  return { covered: true, letter, grant };
}

/** The state of a signature at an instant, whatever the signature allows. */
export function standingOf(
  letter: Letter,
  grant: LetterGrant,
  at: Date,
): 'IN_FORCE' | 'NOT_YET_SIGNED' | 'ENDED' | 'WITHDRAWN' {
  if (at < startOfDay(signingDay(letter, grant))) return 'NOT_YET_SIGNED';
  if (letter.endedAt !== null && at >= letter.endedAt) return 'ENDED';
  if (grant.withdrawnAt !== null && at >= grant.withdrawnAt) return 'WITHDRAWN';
  return 'IN_FORCE';
}

function existedAtSigning(letter: Letter, grant: LetterGrant, since: CalendarDate | null): boolean {
  return since === null || since <= signingDay(letter, grant);
}

/** The day of the letter or of this signature, whichever is later. */
function signingDay(letter: Letter, grant: LetterGrant): CalendarDate {
  return grant.signedOn > letter.signedOn ? grant.signedOn : letter.signedOn;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
