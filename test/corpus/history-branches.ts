import { income } from '../unit/assessment/family.ts';
import { fact } from '../unit/indicators/facts.ts';
import { day, FAMILY, schooling, vehicle } from '../unit/indicators/world.ts';
import { wageDeclared } from './branch.ts';
import type { Branches } from './branch.ts';

const CODE = '91320213MA1N12345X';
const CASE = { division: '320213001', category: 'MINIMUM_LIVING', purpose: 'REVERIFICATION' } as const;
const chen = { spouseName: '陈演示', spouseNumber: null, registeredOn: day('1990-05-01') };
const zhou = { spouseName: '周演示', spouseNumber: null, registeredOn: day('2010-05-01') };
const dibao = fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE', item: '低保金', amountFen: 42_000 });
const months = ['2017-10', '2017-11', '2017-12'];

/** Histories of registers, and income compared with the form item by item. */
export const HISTORY_BRANCHES: Branches = {
  I02: [
    [
      'a motorcycle of no known displacement',
      { 'p1 vehicles': [vehicle({ class: 'MOTORCYCLE', displacementMl: null })] },
    ],
  ],
  I04: [
    [
      'deregistered since',
      {
        'p1 business-registration': [
          fact('BUSINESS_ROLE'),
          fact('BUSINESS_ROLE', { state: 'DEREGISTERED', stateOn: day('2017-05-01') }),
        ],
        'p1 tax': [fact('SOLE_TRADER_TURNOVER', { traderCode: '320213000012345' })],
      },
    ],
  ],
  I05: [
    [
      'a month of tax beside months of contributions',
      {
        'p1 tax': [fact('TAXED_INCOME_MONTH', { payerName: '演示新物业', payerCode: CODE })],
        'p1 social-insurance': months.map((month) => fact('CONTRIBUTION_MONTH', { month, employerCode: CODE })),
        'p1 housing-fund': [fact('HOUSING_FUND_ACCOUNT')],
      },
      [wageDeclared(3_000, '演示物业有限公司')],
    ],
    [
      'a benefit of the months of a wage',
      {
        'p1 tax': months.map((month) => fact('TAXED_INCOME_MONTH', { month })),
        'p1 social-insurance': [
          fact('UNEMPLOYMENT_BENEFIT', { since: day('2017-11-01'), until: day('2017-11-30') }),
          fact('EMPLOYMENT_REGISTRATION'),
          fact('EMPLOYMENT_REGISTRATION', { state: 'EMPLOYED', since: day('2017-10-09') }),
        ],
      },
      [wageDeclared(9_000, null)],
    ],
  ],
  I06: [
    ['the allowance that is checked', { 'p1 finance': [dibao] }, [], { caseOf: CASE }],
    [
      'an item that nobody declared',
      {
        'p1 social-insurance': [fact('PENSION'), fact('UNEMPLOYMENT_BENEFIT')],
        'p2 finance': [fact('SUBSIDY_PAYMENT')],
      },
      [income(24_000, 'TRANSFER', 'PENSION'), income(1_000, 'TRANSFER', 'TRANSFER', null)],
    ],
    [
      'a pension that ended after all',
      { 'p1 social-insurance': [fact('PENSION'), fact('PENSION', { status: 'ENDED' })] },
    ],
  ],
  I08: [
    [
      'a void marriage beside one that stands',
      { 'p1 civil-affairs': [fact('MARRIAGE', chen), fact('MARRIAGE', { ...zhou, state: 'ANNULLED' })] },
    ],
    ['two marriages that stand', { 'p1 civil-affairs': [fact('MARRIAGE', chen), fact('MARRIAGE', zhou)] }],
    [
      'widowed',
      {
        'p1 civil-affairs': [fact('MARRIAGE', chen)],
        'p1 household-register': [
          fact('HOUSEHOLD_REGISTRATION', { maritalState: 'WIDOWED' }),
          fact('HOUSEHOLD_REGISTRATION', { registerNumber: '1', status: 'MOVED_OUT', statusOn: day('2015-01-01') }),
        ],
      },
    ],
    [
      'married by one register',
      { 'p1 household-register': [fact('HOUSEHOLD_REGISTRATION')], 'p3 education': [schooling()] },
      [],
      { onForm: FAMILY.filter(({ personId }) => personId !== 'p2') },
    ],
    ['a spouse of whom nobody can say', { 'p1 civil-affairs': [fact('MARRIAGE', { spouseNumber: 'C1234567' })] }],
  ],
  I09: [
    [
      'an allowance in another county',
      { 'p1 civil-affairs': [fact('AID_ENTITLEMENT', { division: '330100' })] },
      [],
      { caseOf: CASE },
    ],
    [
      'an abolished county and its successor',
      { 'p1 civil-affairs': [fact('AID_ENTITLEMENT'), fact('AID_ENTITLEMENT', { division: '320202' })] },
      [],
      { caseOf: CASE },
    ],
    [
      'paid after it ended',
      {
        'p1 civil-affairs': [fact('AID_ENTITLEMENT', { until: day('2017-08-31') })],
        'p1 finance': [dibao],
      },
    ],
  ],
  I11: [
    [
      'borne out of nothing',
      { 'p1 medical-insurance': [fact('MEDICAL_SETTLEMENT', { selfPaidFen: 20_000_000 })] },
      [income(0)],
    ],
  ],
  assessment: [
    [
      'the allowance that is checked, and a month of contributions',
      {
        'p1 finance': [dibao],
        'p1 tax': [fact('TAXED_INCOME_MONTH', { month: '2017-11' })],
        'p1 social-insurance': [fact('CONTRIBUTION_MONTH')],
      },
      [income(100)],
      { caseOf: CASE },
    ],
  ],
};
