import type { DeclaredContent } from '../../../application/declared-item.ts';
import { sumFen } from '../../../identity/fen.ts';
import type { Fen } from '../../../identity/fen.ts';
import { exclusionOn } from '../../../policy/exclusion.ts';
import type { Findings, IndicatorInput } from '../../define-indicator.ts';
import { lineSourceOf } from '../../outcome.ts';

type IncomeContent = Extract<DeclaredContent, { kind: 'INCOME' }>;
export type DeclaredIncome = { readonly personId: string | null; readonly income: IncomeContent };

/** What is declared of one kind of income, by people who count or by the family, and not left out by the pack. */
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
 * By how much what was found goes beyond what was declared, person by person: what one declares too much does not cover
 * another. What is declared for the family covers whoever is short.
 */
export function shortfall(
  found: readonly { readonly personId: string; readonly yearlyFen: Fen }[],
  declared: readonly DeclaredIncome[],
): Fen {
  const people = [...Map.groupBy(found, ({ personId }) => personId)];
  const short = people.map(([personId, own]) => {
    const said = declaredSum(declared.filter((one) => one.personId === personId));
    return Math.max(0, sumFen(own.map(({ yearlyFen }) => yearlyFen)) - said);
  });
  return Math.max(0, sumFen(short) - declaredSum(declared.filter(({ personId }) => personId === null)));
}

/** The sum found as the figure, held against the sum declared; without a line where nothing was. */
export function besideDeclared(
  input: IndicatorInput,
  found: readonly { readonly yearlyFen: Fen }[],
  declared: readonly DeclaredIncome[],
): Pick<Findings, 'figure' | 'line' | 'lineSource' | 'restsOnStandard'> {
  const isDeclared = declared.length > 0;
  return {
    figure: { unit: 'FEN', value: sumFen(found.map(({ yearlyFen }) => yearlyFen)) },
    line: isDeclared ? { unit: 'FEN', value: declaredSum(declared) } : null,
    lineSource: isDeclared ? lineSourceOf(input.pack.rules.incomeTolerancePercent) : null,
    restsOnStandard: false,
  };
}

/** Whether a shortfall is more than the tolerance of the pack, measured on what was declared. */
export function isBeyondTolerance(input: IndicatorInput, short: Fen, declaredFen: Fen): boolean {
  return short > 0 && short * 100 > declaredFen * input.pack.rules.incomeTolerancePercent.value;
}
