import type { IndicatorInput } from './define-indicator.ts';
import { incomeEntry, mergeEntries, sharedEntry } from './found-income.ts';
import type { FoundIncome } from './found-income.ts';
import { factsOf, holderIds } from './reading.ts';
import type { Reading } from './reading.ts';
import { apartInTime } from './turnovers.ts';
import { isWithin, yearUpTo } from './year.ts';

/**
 * A year's turnover and taxed business income. A turnover is not net: it is called an estimate, and cost is for a
 * person to ask.
 */
export function foundOperating(
  input: Pick<IndicatorInput, 'counted' | 'baseDate'>,
  reading: Reading,
): readonly FoundIncome[] {
  const year = yearUpTo(input.baseDate);
  const taxed = factsOf(reading, 'TAXED_INCOME_MONTH').flatMap(({ member, fact }) =>
    fact.kind === 'OPERATING' && year.months.includes(fact.month)
      ? [
          incomeEntry(
            'OPERATING',
            member,
            [`经营所得（${fact.payerName}）`, `business income (${fact.payerName})`],
            fact.incomeFen,
          ),
        ]
      : [],
  );
  const taxedPeople = new Set(taxed.map(({ personId }) => personId));
  // Where tax knows the income itself, the turnover that it came from is not added to it.
  const ofYear = factsOf(reading, 'SOLE_TRADER_TURNOVER').filter(
    (trade) => isWithin(year, trade.fact.until) && !holderIds(trade).some((id) => taxedPeople.has(id)),
  );
  const turnovers = apartInTime(ofYear).map((trade) => {
    const { fact } = trade;
    const what = [
      `营业额（${fact.traderName}，未扣成本）`,
      `turnover (${fact.traderName}), cost not deducted`,
    ] as const;
    return { ...sharedEntry('OPERATING', trade, what, fact.turnoverFen), estimated: true };
  });
  return mergeEntries([...taxed, ...turnovers]);
}
