import type { FactOf } from '../../../evidence/facts.ts';
import type { IndicatorInput } from '../../../indicators/define-indicator.ts';
import { incomeEntry, mergeEntries } from './found-income.ts';
import type { FoundIncome } from './found-income.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { yearUpTo } from './year.ts';

type TaxedKind = FactOf<'TAXED_INCOME_MONTH'>['kind'];
const PROPERTY: Partial<Record<TaxedKind, readonly [string, string]>> = {
  INTEREST_DIVIDEND: ['利息、股息、红利', 'interest and dividends'],
  PROPERTY_RENT: ['财产租赁', 'rent'],
  PROPERTY_TRANSFER: ['财产转让', 'sale of property'],
};

/** A year's income from property: as taxed, land let to others, and the last year's dividend of a collective. */
export function foundProperty(
  input: Pick<IndicatorInput, 'counted' | 'baseDate'>,
  reading: Reading,
): readonly FoundIncome[] {
  const year = yearUpTo(input.baseDate);
  const thisYear = Number(input.baseDate.slice(0, 4));
  const taxed = factsOf(reading, 'TAXED_INCOME_MONTH').flatMap(({ member, fact }) => {
    const words = PROPERTY[fact.kind];
    if (words === undefined || !year.months.includes(fact.month)) return [];
    const [zh, en] = words;
    return [
      incomeEntry('PROPERTY', member, [`${zh}（${fact.payerName}）`, `${en} (${fact.payerName})`], fact.incomeFen),
    ];
  });
  const land = factsOf(reading, 'CONTRACTED_LAND').map(({ member, fact }) =>
    incomeEntry('PROPERTY', member, ['承包地流转收入', 'rent of contracted land'], fact.rentYearlyFen),
  );
  // A dividend is known by its calendar year only: the latest one that is over or running.
  const dividends = factsOf(reading, 'COLLECTIVE_DIVIDEND').filter(({ fact }) => fact.year <= thisYear);
  const last = Math.max(thisYear - 1, ...dividends.map(({ fact }) => fact.year));
  const shared = dividends
    .filter(({ fact }) => fact.year === last)
    .map(({ member, fact }) =>
      incomeEntry(
        'PROPERTY',
        member,
        [`集体分红（${fact.year}年）`, `collective dividend, ${fact.year}`],
        fact.amountFen,
      ),
    );
  return mergeEntries([...taxed, ...land, ...shared]);
}
