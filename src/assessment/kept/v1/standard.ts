import { divideRound, formatYuan } from '../../../identity/fen.ts';
import type { Fen } from '../../../identity/fen.ts';
import type { Words } from '../../../indicators/outcome.ts';
import { basisOf } from './arithmetic.ts';
import type { ArithmeticLine, AssessmentInput } from './arithmetic.ts';

/** Income against the standard, by the exact annual figures: no rounded monthly value is ever compared. */
export type StandardComparison = {
  /** Shown only; rounded once, from the annual figure. */
  readonly perCapitaMonthlyFen: Fen;
  readonly standardFen: Fen;
  readonly edgeLineFen: Fen;
  readonly position: 'BELOW_STANDARD' | 'EDGE' | 'ABOVE_EDGE';
  /** False where the standard is not confirmed for the base date: the position is a doubt, not a statement. */
  readonly confirmed: boolean;
  /** Difference to the standard for the household and month, whole yuan up, in fen; `null` unless below the standard. */
  readonly topUpFen: Fen | null;
  readonly lines: readonly ArithmeticLine[];
};

export const POSITION_WORDS: Readonly<Record<StandardComparison['position'], Words>> = {
  BELOW_STANDARD: { zh: '低于低保标准', en: 'below the dibao standard' },
  EDGE: { zh: '不低于低保标准，低于低保边缘线', en: 'between the standard and the edge line' },
  ABOVE_EDGE: { zh: '不低于低保边缘线', en: 'not below the edge line' },
};

/**
 * Holds a year's income of the household against the dibao standard (strictly below, 低于) and the edge line.
 * Source: 最低生活保障审核确认办法 (2021), Art 23 for the difference; 国办发〔2023〕39号 for the edge.
 *
 * The difference is `S·n − annual/12`, not `(S − rounded)·n`: a town's system that did the latter paid 3 yuan for 2.
 * @param annualFen income of the household in a year, integer fen.
 */
export function compareWithStandard(input: AssessmentInput, annualFen: Fen): StandardComparison {
  const { dibaoStandardFen, edgeMultiple } = input.pack.rules;
  const n = input.counted.length;
  const standardFen = dibaoStandardFen.value;
  const edgeHundredths = Math.round(edgeMultiple.value * 100);
  const yearOfStandard = standardFen * n * 12;
  const perCapitaMonthlyFen = divideRound(annualFen, n * 12);
  const edgeLineFen = divideRound(standardFen * edgeHundredths, 100);
  const below = annualFen < yearOfStandard;
  const belowEdge = annualFen * 100 < yearOfStandard * edgeHundredths;
  const topUpFen = below ? Math.ceil((yearOfStandard - annualFen) / (12 * 100)) * 100 : null;
  const lines: ArithmeticLine[] = [
    line(
      { zh: '人均月收入', en: 'income a head and month' },
      `${formatYuan(annualFen)} ÷ ${n} ÷ 12`,
      perCapitaMonthlyFen,
    ),
    {
      ...line({ zh: '低保标准（每人每月）', en: 'dibao standard, a head and month' }, '', standardFen),
      basis: basisOf(dibaoStandardFen),
    },
    {
      ...line(
        { zh: '低保边缘线（每人每月）', en: 'edge line, a head and month' },
        `${formatYuan(standardFen)} × ${edgeMultiple.value}`,
        edgeLineFen,
      ),
      basis: basisOf(edgeMultiple),
    },
  ];
  if (topUpFen !== null) {
    lines.push(
      line(
        {
          zh: '与标准的月差额（进到元，仅供参考）',
          en: 'difference to the standard a month, whole yuan up, for information',
        },
        `${formatYuan(standardFen)} × ${n} − ${formatYuan(annualFen)} ÷ 12`,
        topUpFen,
      ),
    );
  }
  return {
    perCapitaMonthlyFen,
    standardFen,
    edgeLineFen,
    position: below ? 'BELOW_STANDARD' : belowEdge ? 'EDGE' : 'ABOVE_EDGE',
    confirmed: input.packNotice === null,
    topUpFen,
    lines,
  };
}

function line(label: Words, expression: string, amountFen: Fen): ArithmeticLine {
  return { label, expression, amountFen, declaredOnly: false, basis: null };
}
