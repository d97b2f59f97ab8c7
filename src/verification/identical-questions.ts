import type { HouseholdVersion } from '../household/member.ts';
import type { Follow } from '../question/follow.ts';
import type { ConclusiveAnswer } from '../question/identical.ts';
import type { Askable } from './judge-question.ts';

/** A question with the identical one with which it goes. */
export type Shared = Askable & { readonly first: { readonly id: string; readonly requestId: string } };

/** A question with the fresh answer to an identical one that is its own too. */
export type Reused = Shared & { readonly answer: ConclusiveAnswer };

/** Letters whose numbers one question carries: a department's field for them is not endless. */
export const MOST_LETTERS = 4;

/** The question with the one that it follows, under the letter of its own case. */
export function followOf({ candidate, first, letter }: Shared): Follow {
  return { id: candidate.id, firstId: first.id, letterId: letter.id };
}

/**
 * Whether a household knows a person under this name. A department matches number and name, so an answer about another
 * name is no answer about this one.
 */
export function knowsAs(
  household: HouseholdVersion | undefined,
  { personId, name }: { readonly personId: string; readonly name: string },
): boolean {
  return household?.members.some((one) => one.personId === personId && one.name === name) ?? false;
}
