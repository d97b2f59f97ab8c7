/**
 * Why a body that says whether a sum is over a line is asked for the amount after all.
 *
 * `LINE_UNDECIDED`: what was answered leaves open on which side of the line the household is. `OBJECTION`: somebody
 * objects to what the body said.
 */
export const AMOUNT_REASONS = ['LINE_UNDECIDED', 'OBJECTION'] as const;
export type AmountReason = (typeof AMOUNT_REASONS)[number];
