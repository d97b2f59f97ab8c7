import type { DeclaredContent } from '../application/declared-item.ts';
import { sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import { exclusionOn } from '../policy/exclusion.ts';
import type { Collected } from './collected.ts';
import type { Findings, IndicatorInput } from './define-indicator.ts';
import { linesOf } from './found-income.ts';
import type { FoundIncome } from './found-income.ts';
import { lineSourceOf } from './outcome.ts';
import type { Words } from './outcome.ts';
import { uncovered } from './uncovered.ts';

type IncomeContent = Extract<DeclaredContent, { kind: 'INCOME' }>;
export type DeclaredIncome = { readonly personId: string | null; readonly income: IncomeContent };

/** The declared income of one kind, of people who count or of the family, without the parts that the pack excludes. */
export function declaredIncome(
  input: Pick<IndicatorInput, 'declared' | 'counted' | 'pack' | 'baseDate'>,
  kind: IncomeContent['incomeKind'],
): readonly DeclaredIncome[] {
  const counts = (personId: string | null): boolean =>
    personId === null || input.counted.some((member) => member.personId === personId);
  return input.declared.flatMap(({ personId, content }) => {
    const fits = content.kind === 'INCOME' && content.incomeKind === kind && counts(personId);
    return fits && exclusionOn(input.pack, input.baseDate, content.item) === undefined
      ? [{ personId, income: content }]
      : [];
  });
}

export function declaredSum(declared: readonly DeclaredIncome[]): Fen {
  return sumFen(declared.map(({ income }) => income.yearlyFen));
}

/**
 * The amount by which the findings exceed the declaration, person by person: one person's excess declaration does not
 * cover another's findings. A finding about several people is covered by any of them who declared it. A declaration for
 * the whole family covers every shortfall.
 */
export function shortfall(
  found: readonly Pick<FoundIncome, 'personId' | 'sharedBy' | 'yearlyFen'>[],
  declared: readonly DeclaredIncome[],
): Fen {
  const purses = new Map<string, Fen>();
  let ofFamily = 0;
  for (const { personId, income } of declared) {
    if (personId === null) ofFamily += income.yearlyFen;
    else purses.set(personId, (purses.get(personId) ?? 0) + income.yearlyFen);
  }
  const amounts = found.map(({ personId, sharedBy, yearlyFen }) => ({ by: sharedBy ?? [personId], fen: yearlyFen }));
  return Math.max(0, uncovered(amounts, purses) - ofFamily);
}

/**
 * The sum found as the figure, next to the sum declared; without a line where nothing was declared. The figure is the sum
 * of the lines that are printed as its notes, so that it never exceeds them.
 * @param said receives the lines.
 * @param lineOf writes an amount as a line.
 */
export function besideDeclared<Income extends FoundIncome>(
  said: Collected,
  input: IndicatorInput,
  found: readonly Income[],
  declared: readonly DeclaredIncome[],
  lineOf: (one: Income) => Words,
): Pick<Findings, 'figure' | 'line' | 'lineSource' | 'restsOnStandard'> {
  const isDeclared = declared.length > 0;
  const lines = linesOf(found);
  said.notes.push(...lines.map(lineOf));
  return {
    figure: { unit: 'FEN', value: sumFen(lines.map(({ yearlyFen }) => yearlyFen)) },
    line: isDeclared ? { unit: 'FEN', value: declaredSum(declared) } : null,
    lineSource: isDeclared ? lineSourceOf(input.pack.rules.incomeTolerancePercent) : null,
    restsOnStandard: false,
  };
}
