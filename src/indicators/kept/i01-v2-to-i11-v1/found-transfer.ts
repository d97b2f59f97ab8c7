import type { FactOf } from '../../../evidence/facts.ts';
import { sumFen } from '../../../identity/fen.ts';
import type { IndicatorInput } from '../../define-indicator.ts';
import { incomeEntry } from './found-income.ts';
import type { FoundIncome } from './found-income.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { monthsWithin, yearUpTo } from './year.ts';

const PENSIONS: Readonly<Record<FactOf<'PENSION'>['kind'], string>> = {
  EMPLOYEE: '企业职工养老金',
  PUBLIC_SECTOR: '机关事业单位养老金',
  RESIDENT: '城乡居民养老金',
  INVALIDITY: '病残津贴',
  WORK_INJURY: '工伤待遇',
  SURVIVOR: '遗属待遇',
};

/** Kinds of subsidy that the pack's exclusions may name; the others count. */
const SUBSIDY_EXCLUSIONS: Partial<Record<FactOf<'SUBSIDY_PAYMENT'>['kind'], string>> = {
  SOCIAL_ASSISTANCE: 'SOCIAL_ASSISTANCE',
  FAMILY_PLANNING_AWARD: 'FAMILY_PLANNING_AWARD',
  OLD_AGE_ALLOWANCE: 'OLD_AGE_ALLOWANCE',
  DISABILITY_SUBSIDY: 'DISABILITY_SUBSIDY',
  SCHOLARSHIP: 'SCHOLARSHIP',
  BRAVERY_AWARD: 'BRAVERY_AWARD',
};

/**
 * A year's transfers to each person: pensions, unemployment benefit, subsidies on the card, money for veterans. A
 * monthly amount is multiplied by its months within the year; the basic pension of residents stands apart, because the
 * pack may leave it out for a time.
 */
export function foundTransfers(
  input: Pick<IndicatorInput, 'counted' | 'baseDate'>,
  reading: Reading,
): readonly FoundIncome[] {
  const year = yearUpTo(input.baseDate);
  const found: FoundIncome[] = [];
  const add = (
    member: { readonly personId: string; readonly name: string },
    what: readonly [zh: string, en: string],
    yearlyFen: number,
    exclusion: string | null = null,
  ): void => {
    if (yearlyFen !== 0) found.push({ ...incomeEntry('TRANSFER', member, what, yearlyFen), exclusion });
  };
  for (const { member, fact } of factsOf(reading, 'PENSION')) {
    if (fact.status !== 'PAID') continue;
    const months = monthsWithin(year, fact.since, null);
    const basic = Math.min(fact.basicPartFen ?? 0, fact.monthlyFen);
    add(member, [PENSIONS[fact.kind], `pension, ${fact.kind}`], (fact.monthlyFen - basic) * months);
    add(member, ['基础养老金', 'basic pension of residents'], basic * months, 'RESIDENTS_BASIC_PENSION');
  }
  for (const { member, fact } of factsOf(reading, 'UNEMPLOYMENT_BENEFIT')) {
    add(member, ['失业保险金', 'unemployment benefit'], fact.monthlyFen * monthsWithin(year, fact.since, fact.until));
  }
  for (const { member, fact } of factsOf(reading, 'VETERAN_BENEFIT')) {
    const yearly = fact.monthlyFen * monthsWithin(year, fact.since, null);
    add(member, ['优待抚恤金', 'benefit for veterans'], yearly, 'PREFERENTIAL_PENSION');
  }
  const inYear = factsOf(reading, 'SUBSIDY_PAYMENT').filter(({ fact }) => year.months.includes(fact.month));
  const items = Map.groupBy(inYear, ({ member, fact }) => `${member.personId} ${fact.kind} ${fact.item}`);
  for (const [first, ...rest] of items.values()) {
    if (first === undefined) continue;
    const { member, fact } = first;
    const yearly = sumFen([first, ...rest].map((one) => one.fact.amountFen));
    add(member, [`补贴·${fact.item}`, `subsidy, ${fact.item}`], yearly, SUBSIDY_EXCLUSIONS[fact.kind] ?? null);
  }
  return found;
}
