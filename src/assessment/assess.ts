import type { AssessmentInput } from './arithmetic.ts';
import { computeGap } from './gap.ts';
import type { Gap } from './gap.ts';
import { countIncome, hasDeclaredIncome } from './income.ts';
import type { Income } from './income.ts';
import { compareWithStandard } from './standard.ts';
import type { StandardComparison } from './standard.ts';

/** Income, its place against the standard, and the gap, each with its computation line by line. */
export type Assessment = {
  readonly members: number;
  readonly income: Income;
  readonly standard: StandardComparison;
  readonly gap: Gap;
};

/**
 * Assesses a household from what it declared. Pure: the same input gives the same result, in whatever order members
 * and items come.
 * @returns `null` where nobody counts in the household, as there is no one to divide by, and where none of those who
 * count declared any income: silence is not an income of nothing. Who truly has none declares zero.
 */
export function assess(input: AssessmentInput): Assessment | null {
  if (input.counted.length === 0 || !hasDeclaredIncome(input)) return null;
  const income = countIncome(input);
  return {
    members: input.counted.length,
    income,
    standard: compareWithStandard(input, income.annualFen),
    gap: computeGap(input, income.annualFen),
  };
}
