import { income, jobCost, rigid } from '../unit/assessment/family.ts';
import { fact } from '../unit/indicators/facts.ts';
import { day, FAMILY, home } from '../unit/indicators/world.ts';
import { wageDeclared } from './branch.ts';
import type { Branches } from './branch.ts';

const taxed = (month: string, changes = {}) => fact('TAXED_INCOME_MONTH', { month, ...changes });
const paidIn = (month: string, changes = {}) => fact('CONTRIBUTION_MONTH', { month, ...changes });
const withObligor = [
  ...FAMILY,
  ...FAMILY.slice(0, 1).map((one) => ({ ...one, personId: 'p9', role: 'OBLIGOR' as const, name: '王在外' })),
];

/** Income and what it is spent on: what the plain cases leave out. */
export const INCOME_BRANCHES: Branches = {
  I05: [
    [
      'by tax and by base, one employer',
      {
        'p1 tax': [taxed('2017-11'), taxed('2017-12', { incomeFen: 100 }), taxed('2016-12')],
        'p1 social-insurance': [paidIn('2017-10')],
      },
    ],
    [
      'the larger of two bases of a month',
      {
        'p1 social-insurance': [
          paidIn('2017-12'),
          paidIn('2017-12', { scheme: 'MEDICAL', baseFen: 400_000 }),
          paidIn('2017-11', { backPaid: true }),
          paidIn('2017-10', { paidAs: 'FLEXIBLE' }),
        ],
      },
    ],
    [
      'labour and authors’ pay',
      {
        'p1 tax': [
          taxed('2017-12', { kind: 'LABOUR_SERVICE' }),
          taxed('2017-12', { kind: 'AUTHOR', payerName: '演示出版社' }),
          taxed('2017-12', { kind: 'PROPERTY_RENT' }),
        ],
      },
    ],
    [
      'a fund that stopped in the year, one that is sealed',
      {
        'p1 housing-fund': [
          fact('HOUSING_FUND_ACCOUNT', { lastPaidMonth: '2017-05' }),
          fact('HOUSING_FUND_ACCOUNT', { employerName: '演示二厂', status: 'SEALED' }),
        ],
        'p2 housing-fund': [fact('HOUSING_FUND_ACCOUNT', { employerName: null })],
      },
    ],
    [
      'declared by the payer’s name typed otherwise',
      { 'p1 tax': [taxed('2017-12')] },
      [wageDeclared(3_000, '演示物业 有限公司')],
    ],
    ['declared of another payer', { 'p1 tax': [taxed('2017-12')] }, [wageDeclared(3_000, '演示一厂')]],
    ['declared by another member', { 'p1 tax': [taxed('2017-12')] }, [wageDeclared(30_000, '演示物业有限公司', 'p2')]],
    [
      'declared for the family',
      { 'p1 tax': [taxed('2017-12')], 'p2 tax': [taxed('2017-12', { payerName: '演示二厂' })] },
      [wageDeclared(2_900, null, null)],
    ],
    ['within the tolerance', { 'p1 tax': [taxed('2017-12')] }, [wageDeclared(2_800, null)]],
    [
      'unemployed, and paid since',
      { 'p1 tax': [taxed('2017-12')], 'p1 social-insurance': [fact('EMPLOYMENT_REGISTRATION')] },
      [wageDeclared(3_000, null)],
    ],
    [
      'unemployed after the last pay, or employed',
      {
        'p1 tax': [taxed('2017-12')],
        'p1 social-insurance': [
          fact('EMPLOYMENT_REGISTRATION', { since: day('2017-12-05') }),
          fact('EMPLOYMENT_REGISTRATION', { state: 'EMPLOYED' }),
        ],
        'p2 social-insurance': [fact('EMPLOYMENT_REGISTRATION')],
      },
    ],
  ],
  I06: [
    [
      'pensions of each kind',
      Object.fromEntries(
        [
          ['p1', 'PUBLIC_SECTOR'],
          ['p2', 'RESIDENT'],
          ['p3', 'SURVIVOR'],
        ].map(([who, kind]) => [
          `${who} social-insurance`,
          [
            fact('PENSION', {
              kind: kind as 'RESIDENT',
              basicPartFen: kind === 'RESIDENT' ? 12_500 : null,
              monthlyFen: 20_000,
            }),
          ],
        ]),
      ),
    ],
    [
      'a basic part above the whole, in 2022',
      { 'p1 social-insurance': [fact('PENSION', { kind: 'RESIDENT', basicPartFen: 30_000, monthlyFen: 20_000 })] },
      [],
      { baseDate: day('2022-01-31') },
    ],
    [
      'a pension that ended, one that began in the year',
      {
        'p1 social-insurance': [
          fact('PENSION', { status: 'ENDED' }),
          fact('PENSION', { kind: 'INVALIDITY', since: day('2017-11-15') }),
        ],
      },
    ],
    [
      'unemployment benefit',
      {
        'p1 social-insurance': [
          fact('UNEMPLOYMENT_BENEFIT'),
          fact('UNEMPLOYMENT_BENEFIT', { since: day('2015-01-01'), until: day('2016-01-01') }),
        ],
      },
    ],
    [
      'subsidies of each kind',
      {
        'p1 finance': (
          [
            'SOCIAL_ASSISTANCE',
            'FAMILY_PLANNING_AWARD',
            'OLD_AGE_ALLOWANCE',
            'DISABILITY_SUBSIDY',
            'SCHOLARSHIP',
            'BRAVERY_AWARD',
            'OTHER',
          ] as const
        ).map((kind) => fact('SUBSIDY_PAYMENT', { kind, item: kind })),
      },
    ],
    [
      'one subsidy of two months, one of long ago',
      {
        'p1 finance': [
          fact('SUBSIDY_PAYMENT'),
          fact('SUBSIDY_PAYMENT', { month: '2017-11' }),
          fact('SUBSIDY_PAYMENT', { month: '2016-11' }),
        ],
      },
    ],
    ['payroll that ended', { 'p1 finance': [fact('PUBLIC_PAYROLL', { until: day('2017-01-01') })] }],
    [
      'a supporter outside',
      { 'p1 veterans': [fact('VETERAN_BENEFIT', { since: day('2017-12-01') })] },
      [],
      { onForm: withObligor },
    ],
    ['declared a little less', { 'p1 social-insurance': [fact('PENSION')] }, [income(22_500, 'TRANSFER', 'PENSION')]],
    [
      'declared far less, and by another',
      { 'p1 social-insurance': [fact('PENSION')] },
      [income(1_000, 'TRANSFER', 'PENSION'), income(90_000, 'TRANSFER', 'PENSION', 'p2')],
    ],
  ],
  I07: [
    [
      'rent, interest, a sale',
      {
        'p1 tax': (['PROPERTY_RENT', 'INTEREST_DIVIDEND', 'PROPERTY_TRANSFER', 'WAGE'] as const).map((kind) =>
          taxed('2017-12', { kind }),
        ),
      },
    ],
    [
      'rent of twelve months and of another year',
      {
        'p1 tax': [
          ...['2017-02', '2017-12'].map((month) => taxed(month, { kind: 'PROPERTY_RENT' })),
          taxed('2016-12', { kind: 'PROPERTY_RENT' }),
        ],
      },
    ],
    [
      'dividends of three years',
      { 'p1 agriculture': [2016, 2017, 2019].map((year) => fact('COLLECTIVE_DIVIDEND', { year, amountFen: year })) },
    ],
    [
      'the dividend of this year',
      { 'p1 agriculture': [fact('COLLECTIVE_DIVIDEND'), fact('COLLECTIVE_DIVIDEND', { year: 2018, amountFen: 7 })] },
    ],
    ['a dividend of long ago', { 'p1 agriculture': [fact('COLLECTIVE_DIVIDEND', { year: 2015 })] }],
    [
      'two units, one in two names',
      { 'p1 real-estate': [home(), home({ unitNumber: 'U2', address: '演示路2号' })], 'p2 real-estate': [home()] },
      [income(0, 'PROPERTY', 'RENT')],
    ],
    [
      'two units and rent declared',
      { 'p1 real-estate': [home(), home({ unitNumber: 'U2' })] },
      [income(100, 'PROPERTY', 'RENT')],
    ],
    ['one unit, one of old', { 'p1 real-estate': [home(), home({ unitNumber: 'U2', status: 'HISTORICAL' })] }],
    [
      'land and a farm declared',
      {
        'p1 agriculture': [
          fact('CONTRACTED_LAND', { rentYearlyFen: 82_000 }),
          fact('CONTRACTED_LAND', { areaMuHundredths: 0 }),
        ],
      },
      [income(3_000, 'OPERATING', 'FARM')],
    ],
    [
      'land, and rent of it declared',
      { 'p1 agriculture': [fact('CONTRACTED_LAND', { rentYearlyFen: 82_000 })] },
      [income(820, 'PROPERTY', 'RENT')],
    ],
  ],
  assessment: [
    [
      'costs of two workers and of the family',
      {},
      [
        income(30_000),
        income(20_000, 'WAGE', 'SALARY', 'p2'),
        income(5_000, 'OPERATING', 'SHOP', null),
        jobCost(1_000),
        jobCost(99_000, 'p2'),
        jobCost(2_000, null),
        jobCost(50, 'elsewhere'),
      ],
    ],
    [
      'every kind of income',
      {},
      [
        income(10_000),
        income(8_000, 'OPERATING', 'SHOP'),
        income(2_000, 'PROPERTY', 'RENT', null),
        income(1_000, 'TRANSFER', 'SUPPORT', 'p2'),
        income(700, 'TRANSFER', 'PREFERENTIAL_PENSION'),
      ],
    ],
    [
      'every item of expenditure',
      {},
      [
        income(90_000),
        rigid(9_000),
        rigid(8_000, { receipt: false }),
        rigid(7_000, { item: 'EDUCATION' }),
        rigid(6_000, { item: 'DISABILITY_REHABILITATION' }),
        rigid(5_000, { item: 'LIVING' }),
        rigid(4_000, { item: 'OTHER' }),
      ],
    ],
    ['above the ratio', {}, [income(50_000), rigid(30_100)]],
    ['at the ratio', {}, [income(50_000), rigid(30_000)]],
    ['spent without income', {}, [income(0), rigid(10)]],
    [
      'an estimate, and land that is let',
      {
        'p1 social-insurance': [paidIn('2017-12')],
        'p2 agriculture': [fact('CONTRACTED_LAND', { rentYearlyFen: 82_000 })],
        'p1 tax': [fact('SOLE_TRADER_TURNOVER')],
      },
      [income(100), income(50, 'PROPERTY', 'RENT', null)],
    ],
    [
      'found of every kind',
      {
        'p1 tax': [
          taxed('2017-12'),
          taxed('2017-12', { kind: 'OPERATING' }),
          taxed('2017-12', { kind: 'PROPERTY_RENT' }),
        ],
        'p1 finance': [fact('SUBSIDY_PAYMENT')],
      },
      [income(0)],
    ],
  ],
};
