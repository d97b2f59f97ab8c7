import type { Fact } from '../evidence/facts.ts';
import { sumFen } from '../identity/fen.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { FoundIncome } from './found-income.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { yearUpTo } from './year.ts';

/** A wage with the employer as the registers write it, for comparison with the form. */
export type FoundWage = FoundIncome & {
  readonly name: string;
  readonly employer: string;
  /** Months in which something was found. */
  readonly months: readonly string[];
};

const WAGES: ReadonlySet<string> = new Set(['WAGE', 'LABOUR_SERVICE', 'AUTHOR', 'ROYALTY']);

/**
 * A year's wage of each person from each employer. What was declared for tax is money that was paid; where tax knows
 * nothing of an employer, the contribution bases are taken and called an estimate, the largest of the schemes for each
 * month; where neither does, the base of the housing fund. The three are one wage seen thrice and are never added.
 */
export function foundWages(
  input: Pick<IndicatorInput, 'counted' | 'baseDate'>,
  reading: Reading,
): readonly FoundWage[] {
  const months = new Set(yearUpTo(input.baseDate).months);
  const entries: Entry[] = [];
  for (const { member, fact } of factsOf(reading, 'TAXED_INCOME_MONTH')) {
    if (!WAGES.has(fact.kind)) continue;
    entries.push(entryOf(member, fact.payerName, 'TAX', fact.month, fact.incomeFen));
  }
  for (const { member, fact } of factsOf(reading, 'CONTRIBUTION_MONTH')) {
    if (fact.paidAs !== 'EMPLOYEE' || fact.backPaid || fact.employerName === null) continue;
    entries.push(entryOf(member, fact.employerName, 'BASE', fact.month, fact.baseFen));
  }
  for (const { member, fact } of factsOf(reading, 'HOUSING_FUND_ACCOUNT')) {
    const last = fact.lastPaidMonth;
    if (fact.status !== 'NORMAL' || fact.employerName === null || last === null) continue;
    // The account says up to when it was paid, not since when: all of the year up to then is taken.
    for (const month of [...months].filter((one) => one <= last)) {
      entries.push(entryOf(member, fact.employerName, 'FUND', month, fact.baseFen));
    }
  }
  const inYear = entries.filter(({ month }) => months.has(month));
  const groups = Map.groupBy(inYear, ({ personId, employer }) => `${personId} ${plainName(employer)}`);
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => wageOf(own));
}

/** Whether a fact tells of a wage in these months, or of work. */
export function isOfWages(fact: Fact, months: readonly string[]): boolean {
  if (fact.type === 'TAXED_INCOME_MONTH') return WAGES.has(fact.kind) && months.includes(fact.month);
  return fact.type !== 'CONTRIBUTION_MONTH' || months.includes(fact.month);
}

/** An employer's name without spaces and width: 无锡演示物业有限公司 is one however it is typed. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

type Entry = Pick<FoundWage, 'personId' | 'name' | 'employer'> & {
  readonly by: 'TAX' | 'BASE' | 'FUND';
  readonly month: string;
  readonly fen: number;
};

function entryOf(
  { personId, name }: { readonly personId: string; readonly name: string },
  employer: string,
  by: Entry['by'],
  month: string,
  fen: number,
): Entry {
  return { personId, name, employer, by, month, fen };
}

const HOW = {
  TAX: { zh: '个税申报', en: 'as declared for tax' },
  BASE: { zh: '按社保缴费基数推算', en: 'estimated from contribution bases' },
  FUND: { zh: '按公积金缴存基数推算', en: 'estimated from the base of the housing fund' },
} as const;

function wageOf(own: readonly Entry[]): FoundWage {
  const by = (['TAX', 'BASE', 'FUND'] as const).find((way) => own.some((one) => one.by === way)) ?? 'TAX';
  const used = own.filter((one) => one.by === by);
  const [first] = used;
  const perMonth = [...Map.groupBy(used, ({ month }) => month)].map(([, ofMonth]) => {
    const amounts = ofMonth.map(({ fen }) => fen);
    return by === 'TAX' ? sumFen(amounts) : Math.max(...amounts);
  });
  const { personId = '', name = '', employer = '' } = first ?? {};
  return {
    personId,
    name,
    employer,
    kind: 'WAGE',
    words: { zh: `${name}：${employer}（${HOW[by].zh}）`, en: `${name}: ${employer} (${HOW[by].en})` },
    yearlyFen: sumFen(perMonth),
    exclusion: null,
    estimated: by !== 'TAX',
    months: [...new Set(used.map(({ month }) => month))].sort(),
  };
}
