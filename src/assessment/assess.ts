import type { Fen } from '../identity/fen.ts';
import type { AssessmentInput } from './arithmetic.ts';
import { incomeByCheck, withFound } from './income-by-check.ts';
import { incomeBeside } from './found.ts';
import type { FoundBeside } from './found.ts';
import { computeGap } from './gap.ts';
import type { Gap } from './gap.ts';
import { countIncome, hasDeclaredIncome } from './income.ts';
import type { Income } from './income.ts';
import { rigidHousehold } from './rigid-household.ts';
import type { RigidHousehold } from './rigid-household.ts';
import { compareWithStandard } from './standard.ts';
import type { StandardComparison } from './standard.ts';

/** Income, its place against the standard, and the gap, each with its computation line by line. */
export type Assessment = {
  readonly members: number;
  readonly income: Income;
  readonly standard: StandardComparison;
  readonly gap: Gap;
  readonly rigid: RigidHousehold;
  /** Findings of registers beyond the form. */
  readonly found: FoundBeside;
  /**
   * The same by the larger of declared and found for each person and kind; `null` where nothing was found beyond the
   * form. Neither takes the other's place: a person decides which is true.
   */
  readonly higher: { readonly annualFen: Fen; readonly standard: StandardComparison; readonly gap: Gap } | null;
};

/**
 * Assesses a household from what it declared, and again from the larger of declared and found. Pure: the same input
 * gives the same result, in whatever order members, items and evidence come.
 * @returns `null` where nobody counts in the household, as there is no one to divide by, and where none of those who
 * count declared any income: silence is not an income of nothing. Who truly has none declares zero; and what is left to the
 * check is what was found, or `null` until it can be said.
 */
export function assess(input: AssessmentInput): Assessment | null {
  if (input.counted.length === 0 || !hasDeclaredIncome(input)) return null;
  const byCheck = incomeByCheck(input);
  if (byCheck.some(({ fen }) => fen === null)) return null;
  const income = withFound(countIncome(input), byCheck);
  const standard = compareWithStandard(input, income.annualFen);
  const gap = computeGap(input, income.annualFen);
  const found = incomeBeside(input);
  const annualFen = income.annualFen + found.shortFen;
  return {
    members: input.counted.length,
    income,
    standard,
    gap,
    rigid: rigidHousehold(input, income.annualFen, standard, gap),
    found,
    higher:
      found.shortFen === 0
        ? null
        : { annualFen, standard: compareWithStandard(input, annualFen), gap: computeGap(input, annualFen) },
  };
}
