import { fact } from '../unit/indicators/facts.ts';
import { holding, home, policy, securities, vehicle } from '../unit/indicators/world.ts';
import { income } from '../unit/assessment/family.ts';
import { assetDeclared } from './branch.ts';
import type { Branches } from './branch.ts';

const land = (rentYearlyFen: number) => fact('CONTRACTED_LAND', { rentYearlyFen });
const dividend = (collectiveName: string, year: number, amountFen: number) =>
  fact('COLLECTIVE_DIVIDEND', { collectiveName, year, amountFen });

/** One thing told by several answers, in the same words or in others; and money that is no yuan. */
export const TOLD_TWICE_BRANCHES: Branches = {
  I01: [
    ['one home told in two ways', { 'p1 real-estate': [home(), home({ areaHundredths: 9_000 })] }],
    [
      'one contract of two buyers',
      {
        'p1 housing-contracts': [fact('HOUSING_CONTRACT')],
        'p2 housing-contracts': [fact('HOUSING_CONTRACT')],
      },
    ],
    [
      'joint of two, bought on two days',
      {
        'p1 real-estate': [home({ tenure: 'JOINT' })],
        'p2 real-estate': [home({ tenure: 'JOINT', registeredOn: null })],
      },
    ],
  ],
  I02: [
    ['one car of two', { 'p1 vehicles': [vehicle()], 'p2 vehicles': [vehicle({ plateNumber: '苏B·00001' })] }],
    ['one car told in two ways', { 'p1 vehicles': [vehicle({ status: 'DEREGISTERED' }), vehicle()] }],
    [
      'two cars without a plate',
      {
        'p1 vehicles': [vehicle({ plateNumber: '' }), vehicle({ plateNumber: '', model: '另一辆' })],
      },
    ],
  ],
  I03: [
    ['a holding told twice', { 'p1 banks/WXRCB': [holding(2_000_000), holding(2_000_000)] }],
    ['a holding told in two ways', { 'p1 banks/WXRCB': [holding(2_000_000), holding(3_000_000)] }],
    [
      'a holding told by another source',
      {
        'p1 banks/WXRCB': [holding(2_000_000)],
        'p1 own-bank': [holding(2_000_000)],
      },
    ],
    ['dollars', { 'p1 banks/WXRCB': [holding(2_000_000, { currency: 'USD' })] }, [assetDeclared('DEPOSIT', 100)]],
    ['shares in a currency that is not known', { 'p1 securities': [securities(1_000_000, { currency: null })] }],
    ['a policy told twice', { 'p1 insurance': [policy(1_000_000), policy(1_000_000)] }],
  ],
  I06: [['a pension told twice', { 'p1 social-insurance': [fact('PENSION'), fact('PENSION')] }]],
  I07: [
    [
      'one plot of two, declared by one',
      { 'p1 agriculture': [land(100_000)], 'p2 agriculture': [land(100_000)] },
      [income(1_000, 'PROPERTY', 'RENT', 'p2')],
    ],
    ['one plot told in two ways', { 'p1 agriculture': [land(100_000)], 'p2 agriculture': [land(120_000)] }],
    [
      'dividends of two people and two years',
      {
        'p1 agriculture': [dividend('一村', 2018, 10_000)],
        'p2 agriculture': [dividend('二村', 2017, 300_000), dividend('二村', 2016, 500_000)],
      },
    ],
    [
      'a dividend that tax knows too',
      {
        'p1 agriculture': [dividend('演示村', 2017, 120_000)],
        'p1 tax': [fact('TAXED_INCOME_MONTH', { kind: 'INTEREST_DIVIDEND', payerName: '演示村', incomeFen: 150_000 })],
      },
    ],
  ],
  assessment: [
    [
      'one plot of two, declared by one',
      { 'p1 agriculture': [land(100_000)], 'p2 agriculture': [land(100_000)] },
      [income(1_000, 'PROPERTY', 'RENT', 'p2')],
    ],
    ['a wage told twice', { 'p1 tax': [fact('TAXED_INCOME_MONTH'), fact('TAXED_INCOME_MONTH')] }, [income(1_000)]],
  ],
};
