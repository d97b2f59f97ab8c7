import type { FactOf } from '../evidence/facts.ts';
import { standingPensions } from '../evidence/histories/pensions.ts';
import type { IncomeItem } from '../application/income-item.ts';
import { sumFen } from '../identity/fen.ts';
import type { IndicatorInput } from './define-indicator.ts';
import { incomeEntry } from './found-income.ts';
import type { FoundIncome } from './found-income.ts';
import { isOwnAid } from './own-aid.ts';
import { factsOf } from './reading.ts';
import type { FoundFact } from './known-facts.ts';
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

/** Kinds of subsidy that the pack's exclusions may name, and under which a family declares them; the others count. */
const SUBSIDY_ITEMS: Partial<Record<FactOf<'SUBSIDY_PAYMENT'>['kind'], IncomeItem>> = {
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
 * pack may leave it out for a time, and the very allowance that is checked, because it is no income against it. Nobody
 * draws two unemployment benefits in one month: of two that are told for it the larger is taken.
 */
export function foundTransfers(
  input: Pick<IndicatorInput, 'counted' | 'baseDate' | 'evidence' | 'sources' | 'caseOf'>,
  reading: Reading,
): readonly FoundIncome[] {
  const year = yearUpTo(input.baseDate);
  const found: FoundIncome[] = [];
  const add = (
    member: { readonly personId: string; readonly name: string },
    what: readonly [zh: string, en: string],
    yearlyFen: number,
    more: Partial<FoundIncome> = {},
  ): void => {
    if (yearlyFen !== 0) found.push({ ...incomeEntry('TRANSFER', member, what, yearlyFen), ...more });
  };
  for (const { member, fact } of paidPensions(reading)) {
    const months = monthsWithin(year, fact.since, null);
    const basic = Math.min(fact.basicPartFen ?? 0, fact.monthlyFen);
    add(member, [PENSIONS[fact.kind], `pension, ${fact.kind}`], (fact.monthlyFen - basic) * months, {
      item: 'PENSION',
    });
    add(member, ['基础养老金', 'basic pension of residents'], basic * months, {
      item: 'PENSION',
      exclusion: 'RESIDENTS_BASIC_PENSION',
    });
  }
  for (const [first, ...rest] of byPerson(factsOf(reading, 'UNEMPLOYMENT_BENEFIT'))) {
    const perMonth = year.months.map((month) =>
      Math.max(
        ...[first, ...rest].map(({ fact }) =>
          fact.since.slice(0, 7) <= month && month <= fact.until.slice(0, 7) ? fact.monthlyFen : 0,
        ),
      ),
    );
    add(first.member, ['失业保险金', 'unemployment benefit'], sumFen(perMonth), { item: 'UNEMPLOYMENT_BENEFIT' });
  }
  for (const { member, fact } of factsOf(reading, 'VETERAN_BENEFIT')) {
    const yearly = fact.monthlyFen * monthsWithin(year, fact.since, null);
    add(member, ['优待抚恤金', 'benefit for veterans'], yearly, {
      item: 'PREFERENTIAL_PENSION',
      exclusion: 'PREFERENTIAL_PENSION',
    });
  }
  const inYear = factsOf(reading, 'SUBSIDY_PAYMENT').filter(({ fact }) => year.months.includes(fact.month));
  const items = Map.groupBy(
    inYear,
    (one) => `${one.member.personId} ${one.fact.kind} ${one.fact.item} ${isOwnAid(input, one)}`,
  );
  for (const [first, ...rest] of items.values()) {
    if (first === undefined) continue;
    const { member, fact } = first;
    const yearly = sumFen([first, ...rest].map((one) => one.fact.amountFen));
    add(member, [`补贴·${fact.item}`, `subsidy, ${fact.item}`], yearly, {
      item: SUBSIDY_ITEMS[fact.kind] ?? 'SUBSIDY',
      exclusion: SUBSIDY_ITEMS[fact.kind] ?? null,
      ...(isOwnAid(input, first) ? { isOwnAid: true } : {}),
    });
  }
  return found;
}

/** Pensions that are paid, of each person; one that has ended since is not. */
function paidPensions(reading: Reading): readonly FoundFact<FactOf<'PENSION'>>[] {
  return byPerson(factsOf(reading, 'PENSION'))
    .flatMap(standingPensions)
    .filter(({ fact }) => fact.status === 'PAID');
}

/** Pensions that are no longer paid; no register says since when. */
export function overPensions(reading: Reading): readonly FoundFact<FactOf<'PENSION'>>[] {
  return byPerson(factsOf(reading, 'PENSION'))
    .flatMap(standingPensions)
    .filter(({ fact }) => fact.status !== 'PAID');
}

function byPerson<Item extends { readonly member: { readonly personId: string } }>(
  found: readonly Item[],
): readonly (readonly [Item, ...Item[]])[] {
  return [...Map.groupBy(found, ({ member }) => member.personId).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] as const],
  );
}
