import { describe } from 'vitest';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { propertyIncome } from '../../../src/indicators/i07-property-income.ts';
import { allFound, checkCases, found } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, declared, home, input } from './world.ts';

const said = (yuan: number, incomeKind: 'PROPERTY' | 'OPERATING' = 'PROPERTY'): DeclaredItem =>
  declared({ kind: 'INCOME', incomeKind, item: 'RENT', yearlyFen: yuan * 100, payer: null }, 'p1');
const shared = (yuan: number): DeclaredItem =>
  declared({ kind: 'INCOME', incomeKind: 'PROPERTY', item: 'DIVIDEND', yearlyFen: yuan * 100, payer: null }, 'p1');
const farm = (facts: readonly Fact[], ...items: DeclaredItem[]) =>
  input(found('agriculture', ...facts), { declared: items });
const rent = fact('TAXED_INCOME_MONTH', { kind: 'PROPERTY_RENT', incomeFen: 100_000 });
const dividendTaxed = (incomeFen: number) =>
  fact('TAXED_INCOME_MONTH', { kind: 'INTEREST_DIVIDEND', payerName: '演示 村', incomeFen });
const second = home({ unitNumber: 'U2', address: '演示路2号' });

describe('I07 income from property and farming', () => {
  checkCases(propertyIncome, [
    ['nothing', 'MEETS', 0, input(cleanEvidence())],
    ['rent as declared', 'MEETS', 100_000, input(found('tax', rent), { declared: [said(1_000)] }), /财产租赁/],
    ['rent not declared', 'WARNING', 100_000, input(found('tax', rent)), /高于申报 1,000\.00 元/],
    ['rent before the year', 'MEETS', 0, input(found('tax', { ...rent, month: '2017-01' }))],
    ['wages are not of property', 'MEETS', 0, input(found('tax', fact('TAXED_INCOME_MONTH')))],
    [
      'land let as declared',
      'MEETS',
      82_000,
      farm([fact('CONTRACTED_LAND', { rentYearlyFen: 82_000 })], said(820)),
      /流转收入/,
    ],
    ['land let and not declared', 'WARNING', 82_000, farm([fact('CONTRACTED_LAND', { rentYearlyFen: 82_000 })])],
    ['land, and nothing declared of it', 'WARNING', 0, farm([fact('CONTRACTED_LAND')]), /承包地 4\.10 亩，未申报/],
    ['land, and farming declared', 'MEETS', 0, farm([fact('CONTRACTED_LAND')], said(500, 'OPERATING'))],
    ['no land left', 'MEETS', 0, farm([fact('CONTRACTED_LAND', { areaMuHundredths: 0 })])],
    ['a dividend of last year', 'WARNING', 120_000, farm([fact('COLLECTIVE_DIVIDEND')]), /集体分红（演示村，2017年）/],
    ['a dividend of long ago', 'MEETS', 0, farm([fact('COLLECTIVE_DIVIDEND', { year: 2015 })])],
    [
      'of two years only the latest',
      'MEETS',
      120_000,
      farm(
        [fact('COLLECTIVE_DIVIDEND'), fact('COLLECTIVE_DIVIDEND', { year: 2018, amountFen: 120_000 })],
        shared(1_200),
      ),
    ],
    [
      'a dividend that tax knows too is one',
      'MEETS',
      120_000,
      input(allFound({ agriculture: [fact('COLLECTIVE_DIVIDEND')], tax: [dividendTaxed(120_000)] }), {
        declared: [shared(1_200)],
      }),
    ],
    [
      'a dividend of which tax knows more counts as that, and is a doubt',
      'WARNING',
      150_000,
      input(allFound({ agriculture: [fact('COLLECTIVE_DIVIDEND')], tax: [dividendTaxed(150_000)] }), {
        declared: [shared(1_500)],
      }),
      /分红说法不一，集体称 1,200\.00 元，个税申报 1,500\.00 元/,
    ],
    ['one home', 'MEETS', 0, input(found('real-estate', home()))],
    [
      'a second home without rent',
      'WARNING',
      0,
      input(found('real-estate', home(), second)),
      /不动产 2 处，未申报租金/,
    ],
    ['a second home with rent', 'MEETS', 0, input(found('real-estate', home(), second), { declared: [said(9_000)] })],
    ['a home sold', 'MEETS', 0, input(found('real-estate', home(), { ...second, status: 'HISTORICAL' }))],
  ]);
});
