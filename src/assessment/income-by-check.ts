import type { IncomeKind } from '../application/declared-item.ts';
import { formatYuan, sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import { isByCheck, leftToCheck } from '../indicators/by-check.ts';
import { declaredIncome, shortfall } from '../indicators/declared-income.ts';
import type { Words } from '../indicators/outcome.ts';
import type { AssessmentInput } from './arithmetic.ts';
import { foundOfKind } from './found.ts';
import { INCOME_KINDS } from './income.ts';
import type { Income } from './income.ts';

/** A kind of income that was left to the check. */
export type IncomeByCheck = {
  readonly kind: IncomeKind;
  readonly label: Words;
  /**
   * The findings on the item beyond the declaration; `null` while they cannot be computed: an answer is missing, or
   * registers hold only the basis of an estimate. A missing answer never counts as 0.
   */
  readonly fen: Fen | null;
};

/** The kinds of income that members who count left to the check 以核对为准, in the order of the law. */
export function incomeByCheck(input: AssessmentInput): readonly IncomeByCheck[] {
  return INCOME_KINDS.filter(([kind]) => isByCheck(input, kind)).map(([kind, label]) => {
    const { reading, found, counted } = foundOfKind(input, kind);
    const left = leftToCheck(input, kind, counted);
    // Months that are known by an estimate alone are months of which the sum of the others says nothing.
    const guessed = leftToCheck(input, kind, found).some(({ estimated }) => estimated);
    const ready = reading.missing.length === 0 && !guessed;
    return { kind, label, fen: ready ? shortfall(left, declaredIncome(input, kind)) : null };
  });
}

/** Whether income was left to the check of which it cannot be said yet how much it is. */
export function awaitsCheck(input: AssessmentInput): boolean {
  return incomeByCheck(input).some(({ fen }) => fen === null);
}

/** The declared income of a year with what was found in place of what was left to the check. */
export function withFound(income: Income, byCheck: readonly IncomeByCheck[]): Income {
  if (byCheck.length === 0) return income;
  const last = income.lines.at(-1);
  const annualFen = income.annualFen + sumFen(byCheck.map(({ fen }) => fen ?? 0));
  const added = byCheck.map(({ label, fen }) => ({
    label: { zh: `${label.zh}（以核对为准，查得）`, en: `${label.en} (left to the check, found)` },
    expression: '',
    amountFen: fen ?? 0,
    declaredOnly: false,
    basis: null,
  }));
  const sum = [formatYuan(income.annualFen), ...added.map(({ amountFen }) => formatYuan(amountFen))].join(' + ');
  return {
    ...income,
    annualFen,
    lines: [
      ...income.lines.slice(0, -1),
      ...added,
      ...(last === undefined ? [] : [{ ...last, expression: sum, amountFen: annualFen, declaredOnly: false }]),
    ],
  };
}
