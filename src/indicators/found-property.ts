import type { IncomeItem } from '../application/income-item.ts';
import type { FactOf } from '../evidence/facts.ts';
import type { IndicatorInput } from './define-indicator.ts';
import { lastDividends } from './dividends.ts';
import { incomeEntry, mergeEntries, sharedEntry } from './found-income.ts';
import type { FoundIncome } from './found-income.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { yearUpTo } from './year.ts';

type TaxedKind = FactOf<'TAXED_INCOME_MONTH'>['kind'];
const PROPERTY: Partial<Record<TaxedKind, readonly [zh: string, en: string, item: IncomeItem]>> = {
  INTEREST_DIVIDEND: ['利息、股息、红利', 'interest and dividends', 'INTEREST'],
  PROPERTY_RENT: ['财产租赁', 'rent', 'RENT'],
  PROPERTY_TRANSFER: ['财产转让', 'sale of property', 'PROPERTY_SALE'],
};

/** Whether a month's income is one from property. */
export function isPropertyIncome({ kind }: FactOf<'TAXED_INCOME_MONTH'>): boolean {
  return PROPERTY[kind] !== undefined;
}

/** A year's income from property: as taxed, land let to others, and the last dividend of each collective. */
export function foundProperty(
  input: Pick<IndicatorInput, 'counted' | 'baseDate'>,
  reading: Reading,
): readonly FoundIncome[] {
  const year = yearUpTo(input.baseDate);
  const dividends = lastDividends(input, reading);
  const known = new Set(dividends.flatMap((one) => one.taxed));
  const taxed = factsOf(reading, 'TAXED_INCOME_MONTH').flatMap((one) => {
    const { member, fact } = one;
    const words = PROPERTY[fact.kind];
    if (words === undefined || known.has(one) || !year.months.includes(fact.month)) return [];
    const [zh, en, item] = words;
    const what = [`${zh}（${fact.payerName}）`, `${en} (${fact.payerName})`] as const;
    return [{ ...incomeEntry('PROPERTY', member, what, fact.incomeFen), item }];
  });
  const land = factsOf(reading, 'CONTRACTED_LAND').map((plot) => ({
    ...sharedEntry('PROPERTY', plot, ['承包地流转收入', 'rent of contracted land'], plot.fact.rentYearlyFen),
    item: 'LAND_RENT' as const,
  }));
  const shared = dividends.map(({ member, fact, fen }) => {
    const { collectiveName, year: paidFor } = fact;
    const what = [`集体分红（${collectiveName}，${paidFor}年）`, `dividend of ${collectiveName}, ${paidFor}`] as const;
    return { ...incomeEntry('PROPERTY', member, what, fen), item: 'DIVIDEND' as const };
  });
  return mergeEntries([...taxed, ...land, ...shared]);
}
