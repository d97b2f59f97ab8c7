import { describe, expect, it } from 'vitest';
import type { ByCheckItem, DeclaredItem } from '../../../src/application/declared-item.ts';
import { assess } from '../../../src/assessment/assess.ts';
import { awaitsCheck } from '../../../src/assessment/income-by-check.ts';
import { hasDeclaredIncome } from '../../../src/assessment/income.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { compareDeclared } from '../../../src/report/compare-declared.ts';
import { fact } from '../indicators/facts.ts';
import { piece, SOURCES } from '../indicators/world.ts';
import { family, given, income } from './family.ts';

const YEAR = Array.from({ length: 12 }, (_, at) => (at === 11 ? '2018-01' : `2017-${String(at + 2).padStart(2, '0')}`));
const taxed = (incomeFen: number): Fact[] => YEAR.map((month) => fact('TAXED_INCOME_MONTH', { month, incomeFen }));
const OF_WAGES = ['tax', 'social-insurance', 'housing-fund'] as const;

const left = (item: ByCheckItem, personId: string | null = 'p1'): DeclaredItem => ({
  personId,
  content: { kind: 'BY_CHECK', item },
});
const answered = (facts: readonly Fact[], silent: readonly string[] = []) =>
  OF_WAGES.map((source) => {
    const own = source === 'tax' ? facts : [];
    return piece(
      'p1',
      source,
      null,
      silent.includes(source) ? 'NO_RESPONSE' : own.length > 0 ? 'HIT' : 'NO_RECORD',
      own,
    );
  });
const household = (declared: readonly DeclaredItem[], evidence = answered(taxed(80_000))) => ({
  ...given(1, declared, { evidence, sources: SOURCES }),
  onForm: family(1),
});

describe('income that is left to the check', () => {
  it('is what was found, and no doubt', () => {
    const input = household([left('WAGE')]);
    const assessment = assess(input);
    expect(assessment?.income.annualFen).toBe(960_000);
    expect(assessment?.income.lines.map(({ label, amountFen }) => [label.zh, amountFen])).toEqual([
      ['工资性收入（以核对为准，查得）', 960_000],
      ['家庭年收入', 960_000],
    ]);
    expect(assessment?.found.shortFen).toBe(0);
    expect(assessment?.higher).toBeNull();
    expect(hasDeclaredIncome(input)).toBe(true);
  });

  it('is nothing where every register was asked and knows of nothing', () => {
    expect(assess(household([left('WAGE')], answered([])))?.income.annualFen).toBe(0);
  });

  it.each(OF_WAGES)('cannot be reckoned while %s is silent, and is never counted as nothing', (source) => {
    const input = household([left('WAGE')], answered(taxed(80_000), [source]));
    expect(assess(input)).toBeNull();
    expect([hasDeclaredIncome(input), awaitsCheck(input)]).toEqual([true, true]);
  });

  it('cannot be reckoned where registers know only what it is estimated from', () => {
    const evidence = [
      piece('p1', 'tax', null, 'NO_RECORD', []),
      piece('p1', 'social-insurance', null, 'HIT', [fact('CONTRIBUTION_MONTH')]),
      piece('p1', 'housing-fund', null, 'NO_RECORD', []),
    ];
    expect(assess(household([left('WAGE')], evidence))).toBeNull();
  });

  it('stands beside what was declared of other kinds, and holds nothing of them', () => {
    const pension: DeclaredItem = {
      personId: 'p1',
      content: { kind: 'INCOME', incomeKind: 'TRANSFER', item: 'PENSION', yearlyFen: 120_000, payer: null },
    };
    expect(assess(household([pension, left('WAGE')]))?.income.annualFen).toBe(1_080_000);
    // The family as a whole may leave it too.
    expect(assess(household([pension, left('WAGE', null)]))?.income.annualFen).toBe(1_080_000);
  });

  it('never makes the income less than was declared beside it', () => {
    expect(assess(household([income(12_000), left('WAGE')]))?.income.annualFen).toBe(1_200_000);
    expect(assess(household([income(6_000), left('WAGE')]))?.income.annualFen).toBe(960_000);
  });
});

describe('the comparison', () => {
  const rowOf = (declared: readonly DeclaredItem[], item: string, evidence = answered(taxed(80_000))) =>
    compareDeclared(household(declared, evidence)).find(({ item: { zh } }) => zh.startsWith(item));

  it('says 以核对为准 of income, with what was found, and compares nothing', () => {
    expect(rowOf([left('WAGE')], '工资性收入')).toMatchObject({
      found: 960_000,
      status: 'NOT_CHECKED',
      byCheck: true,
      words: { zh: '以核对为准' },
    });
    expect(rowOf([left('WAGE')], '工资性收入', answered([], OF_WAGES))).toMatchObject({
      found: null,
      byCheck: true,
      words: { zh: '以核对为准（反馈不全）' },
    });
  });

  it.each([
    ['HOME', '房产'],
    ['VEHICLE', '车船'],
    ['DEPOSIT', '存款及理财'],
    ['SECURITIES', '有价证券'],
    ['INSURANCE', '保单现金价值'],
  ] as const)('says so of %s', (item, zh) => {
    expect(rowOf([left(item)], zh)).toMatchObject({ status: 'NOT_CHECKED', byCheck: true });
  });
});
