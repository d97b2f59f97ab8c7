import type { Fact } from '../evidence/facts.ts';
import { sumFen } from '../identity/fen.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { FoundIncome } from './found-income.ts';
import { plainName } from './plain-name.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { yearUpTo } from './year.ts';

/** A wage with the employer as the registers write it, for comparison with the form. */
export type FoundWage = FoundIncome & {
  readonly name: string;
  /** The name of the newest month. */
  readonly employer: string;
  /** Every name under which the registers know the employer. */
  readonly employers: readonly string[];
  /** Months in which something was found, rising. */
  readonly months: readonly string[];
  /** Those of them of which a register speaks by itself; the others are taken from an account that only tells its last. */
  readonly provenMonths: readonly string[];
};

const WAGES: ReadonlySet<string> = new Set(['WAGE', 'LABOUR_SERVICE', 'AUTHOR', 'ROYALTY']);

/**
 * A year's wage of each person from each employer, month by month. What was declared for tax is money that was paid; in a
 * month of which tax knows no money the contribution base is taken and called an estimate, the largest of the schemes; in a
 * month of which neither knows, the base of the housing fund. The three are one wage seen thrice and are never added: money
 * and estimates of one employer are two entries of different months.
 */
export function foundWages(
  input: Pick<IndicatorInput, 'counted' | 'baseDate'>,
  reading: Reading,
): readonly FoundWage[] {
  const months = new Set(yearUpTo(input.baseDate).months);
  const entries: Entry[] = [];
  for (const { member, fact } of factsOf(reading, 'TAXED_INCOME_MONTH')) {
    if (!WAGES.has(fact.kind)) continue;
    entries.push({
      ...of(member, fact.payerName, fact.payerCode),
      by: 'TAX',
      kind: fact.kind,
      month: fact.month,
      fen: fact.incomeFen,
    });
  }
  for (const { member, fact } of factsOf(reading, 'CONTRIBUTION_MONTH')) {
    if (fact.paidAs !== 'EMPLOYEE' || fact.backPaid) continue;
    const { employerName, employerCode, month, baseFen } = fact;
    const employer = employerName ?? employerCode ?? UNNAMED;
    entries.push({ ...of(member, employer, employerCode), by: 'BASE', kind: fact.scheme, month, fen: baseFen });
  }
  for (const { member, fact } of factsOf(reading, 'HOUSING_FUND_ACCOUNT')) {
    const last = fact.lastPaidMonth;
    if (fact.status !== 'NORMAL' || fact.employerName === null || last === null) continue;
    for (const month of [...months].filter((one) => one <= last)) {
      const isLast = month === last;
      entries.push({ ...of(member, fact.employerName, null), by: 'FUND', kind: '', month, fen: fact.baseFen, isLast });
    }
  }
  const people = Map.groupBy(entries, ({ personId }) => personId);
  return [...people]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) =>
      byEmployer(withoutEchoes(own)).flatMap((group) => wagesOf(group.filter(({ month }) => months.has(month)))),
    );
}

/** An employer whom a register does not name. */
export const UNNAMED = '未登记名称的单位';

/** A contribution without an employer may be of the one whom another record of its month names: it is no second wage. */
function withoutEchoes(own: readonly Entry[]): readonly Entry[] {
  const known = new Set(own.filter(({ employer }) => employer !== UNNAMED).map(({ month }) => month));
  return own.filter(({ employer, month }) => employer !== UNNAMED || !known.has(month));
}

/** Whether a fact tells of a wage in these months, or of work. */
export function isOfWages(fact: Fact, months: readonly string[]): boolean {
  if (fact.type === 'TAXED_INCOME_MONTH') return WAGES.has(fact.kind) && months.includes(fact.month);
  return fact.type !== 'CONTRIBUTION_MONTH' || months.includes(fact.month);
}

type Entry = Pick<FoundWage, 'personId' | 'name' | 'employer'> & {
  readonly code: string | null;
  readonly by: 'TAX' | 'BASE' | 'FUND';
  /** Kind of income for tax, scheme of a contribution. */
  readonly kind: string;
  readonly month: string;
  readonly fen: number;
  /** For an account: its last month, as the account itself states it. */
  readonly isLast?: boolean;
};

function of(
  { personId, name }: { readonly personId: string; readonly name: string },
  employer: string,
  code: string | null,
): Pick<Entry, 'personId' | 'name' | 'employer' | 'code'> {
  return { personId, name, employer, code };
}

/**
 * Entries of one employer each, in a fixed order. An employer that was renamed is known by its credit code, one of which a
 * register has no code or an older one by its name.
 */
function byEmployer(own: readonly Entry[]): readonly (readonly Entry[])[] {
  let groups: Entry[][] = [];
  for (const entry of own) {
    const [same, others] = [
      groups.filter((group) => isOne(group, entry)),
      groups.filter((group) => !isOne(group, entry)),
    ];
    groups = [...others, [...same.flat(), entry]];
  }
  return groups.map((group) => group.toSorted(byMonth)).toSorted(([a], [b]) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isOne(group: readonly Entry[], { code, employer }: Entry): boolean {
  return group.some((one) => plainName(one.employer) === plainName(employer) || (code !== null && one.code === code));
}

function byMonth(a: Entry, b: Entry): number {
  const [one, other] = [`${a.month} ${keyOf(a)}`, `${b.month} ${keyOf(b)}`];
  return one === other ? 0 : one < other ? -1 : 1;
}

function keyOf(entry: Entry | undefined): string {
  return entry === undefined ? '' : `${plainName(entry.employer)} ${entry.employer} ${entry.code ?? ''}`;
}

const HOW = {
  TAX: { zh: '个税申报', en: 'as declared for tax' },
  BASE: { zh: '按社保缴费基数推算', en: 'estimated from contribution bases' },
  FUND: { zh: '按公积金缴存基数推算', en: 'estimated from the base of the housing fund' },
} as const;
type Way = keyof typeof HOW;

/** The wage of one employer by each of the ways in which a month of it is known. */
function wagesOf(own: readonly Entry[]): readonly FoundWage[] {
  // The account does not say since when it is paid: where another register knows the first month, no month before it is
  // taken; where none does, all of the year is.
  const known = own.filter(({ by }) => by !== 'FUND').map(({ month }) => month);
  const first = known.reduce((least, month) => (month < least ? month : least), known[0] ?? '');
  const months = [...Map.groupBy(own, ({ month }) => month)].flatMap(([month, ofMonth]) => {
    const by = wayOf(ofMonth);
    const amounts = ofMonth.filter((one) => one.by === by);
    const isLast = ofMonth.some((one) => one.isLast === true);
    if (by === 'FUND' && month < first && !isLast) return [];
    const isProven = by !== 'FUND' || isLast;
    return [{ month, by, isProven, fen: by === 'TAX' ? moneyOf(amounts) : largestOf(amounts) }];
  });
  const employers = [...new Set(own.map(({ employer }) => employer))];
  const { personId = '', name = '', employer = '' } = own.at(-1) ?? {};
  return (['TAX', 'BASE', 'FUND'] as const).flatMap((by) => {
    const used = months.filter((one) => one.by === by).toSorted((a, b) => (a.month < b.month ? -1 : 1));
    if (used.length === 0) return [];
    return [
      {
        personId,
        name,
        employer,
        employers,
        kind: 'WAGE' as const,
        words: { zh: `${name}：${employer}（${HOW[by].zh}）`, en: `${name}: ${employer} (${HOW[by].en})` },
        yearlyFen: sumFen(used.map(({ fen }) => fen)),
        exclusion: null,
        item: null,
        estimated: by !== 'TAX',
        months: used.map(({ month }) => month),
        provenMonths: used.filter(({ isProven }) => isProven).map(({ month }) => month),
      },
    ];
  });
}

/** The kinds of pay are added; one kind that is told under an old and a new name of the employer is told twice. */
function moneyOf(entries: readonly Entry[]): number {
  const kinds = Map.groupBy(entries, ({ kind }) => kind);
  return sumFen(
    [...kinds.values()].map((ofKind) => {
      const names = Map.groupBy(ofKind, ({ employer }) => plainName(employer));
      return Math.max(...[...names.values()].map((ofName) => sumFen(ofName.map(({ fen }) => fen))));
    }),
  );
}

function largestOf(entries: readonly Entry[]): number {
  return Math.max(...entries.map(({ fen }) => fen));
}

/** Money first; a declaration of nothing for tax is no money, and leaves the month to the contributions. */
function wayOf(ofMonth: readonly Entry[]): Way {
  if (ofMonth.some(({ by, fen }) => by === 'TAX' && fen > 0)) return 'TAX';
  return (['BASE', 'FUND'] as const).find((way) => ofMonth.some(({ by }) => by === way)) ?? 'TAX';
}
