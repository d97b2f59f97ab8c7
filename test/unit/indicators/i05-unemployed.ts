import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import { allFound } from './case-table.ts';
import type { Case } from './case-table.ts';
import { fact } from './facts.ts';
import { day, declared, input } from './world.ts';

const YEAR = Array.from({ length: 12 }, (_, at) => (at === 11 ? '2018-01' : `2017-${String(at + 2).padStart(2, '0')}`));
const taxed = YEAR.map((month) => fact('TAXED_INCOME_MONTH', { month }));
const wage = (yuan: number): DeclaredItem =>
  declared({ kind: 'INCOME', incomeKind: 'WAGE', item: 'WAGE', yearlyFen: yuan * 100, payer: null }, 'p1');

/** Wages beside unemployment, as it was registered and as a benefit was drawn for it. */
export const UNEMPLOYED: readonly Case[] = [
  [
    'unemployed before the first wage, and registered as employed since',
    'MEETS',
    300_000,
    input(
      allFound({
        tax: [fact('TAXED_INCOME_MONTH')],
        'social-insurance': [
          fact('EMPLOYMENT_REGISTRATION'),
          fact('EMPLOYMENT_REGISTRATION', { state: 'EMPLOYED', since: day('2017-11-20') }),
        ],
      }),
      { declared: [wage(3_000)] },
    ),
  ],
  [
    'paid while unemployed, though employed since',
    'WARNING',
    600_000,
    input(
      allFound({
        tax: [fact('TAXED_INCOME_MONTH'), fact('TAXED_INCOME_MONTH', { month: '2017-08' })],
        'social-insurance': [
          fact('EMPLOYMENT_REGISTRATION'),
          fact('EMPLOYMENT_REGISTRATION', { state: 'EMPLOYED', since: day('2017-11-20') }),
        ],
      }),
      { declared: [wage(6_000)] },
    ),
    /2017-06-01 登记失业，演示物业有限公司却缴纳或申报至 2017-08/,
  ],
  [
    'a benefit that ended is not held against wages that came later',
    'MEETS',
    300_000,
    input(
      allFound({
        tax: [fact('TAXED_INCOME_MONTH')],
        'social-insurance': [fact('UNEMPLOYMENT_BENEFIT', { since: day('2017-03-01'), until: day('2017-11-30') })],
      }),
      { declared: [wage(3_000)] },
    ),
  ],
  [
    'nor in the months in which it begins and ends',
    'MEETS',
    600_000,
    input(
      allFound({
        tax: [fact('TAXED_INCOME_MONTH', { month: '2017-03' }), fact('TAXED_INCOME_MONTH')],
        'social-insurance': [fact('UNEMPLOYMENT_BENEFIT', { since: day('2017-03-02'), until: day('2017-12-30') })],
      }),
      { declared: [wage(6_000)] },
    ),
  ],
  [
    'a benefit of the same months is',
    'WARNING',
    300_000,
    input(
      allFound({
        tax: [fact('TAXED_INCOME_MONTH')],
        'social-insurance': [fact('UNEMPLOYMENT_BENEFIT', { since: day('2017-12-01'), until: day('2017-12-31') })],
      }),
      { declared: [wage(3_000)] },
    ),
    /2017-12 领取失业保险金，演示物业有限公司同期缴纳或申报工资/,
  ],
  [
    'of several months the span is told',
    'WARNING',
    3_600_000,
    input(
      allFound({
        tax: taxed,
        'social-insurance': [fact('UNEMPLOYMENT_BENEFIT', { since: day('2017-04-01'), until: day('2017-06-30') })],
      }),
      { declared: [wage(36_000)] },
    ),
    /2017-04 至 2017-06 领取失业保险金/,
  ],
];
