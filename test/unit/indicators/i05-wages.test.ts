import { describe } from 'vitest';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { wages } from '../../../src/indicators/i05-wages.ts';
import { allFound, checkCases, found, packWith } from './case-table.ts';
import { fact } from './facts.ts';
import { UNEMPLOYED } from './i05-unemployed.ts';
import { cleanEvidence, day, declared, input, piece, withPieces } from './world.ts';

const CODE = '91320213MA1N12345X';

const YEAR = Array.from({ length: 12 }, (_, at) => (at === 11 ? '2018-01' : `2017-${String(at + 2).padStart(2, '0')}`));
/** 3,000 yuan in each of twelve months: 36,000. */
const taxed = YEAR.map((month) => fact('TAXED_INCOME_MONTH', { month }));
const based = YEAR.map((month) => fact('CONTRIBUTION_MONTH', { month }));
const wage = (yuan: number, personId: string | null = 'p1', payer: string | null = null): DeclaredItem =>
  declared({ kind: 'INCOME', incomeKind: 'WAGE', item: 'WAGE', yearlyFen: yuan * 100, payer }, personId);
const tax = (facts: readonly Fact[], ...items: DeclaredItem[]) => input(found('tax', ...facts), { declared: items });

describe('I05 wages', () => {
  checkCases(wages, [
    ['none declared, none found', 'MEETS', 0, input(cleanEvidence())],
    ['declared and found', 'MEETS', 3_600_000, tax(taxed, wage(36_000)), /个税申报） 12 个月，36,000\.00 元/],
    ['declared more than found', 'MEETS', 3_600_000, tax(taxed, wage(50_000))],
    ['short by exactly the tolerance', 'MEETS', 3_300_000, tax(taxed.slice(0, 11), wage(30_000))],
    ['short by a yuan more', 'WARNING', 3_300_000, tax(taxed.slice(0, 11), wage(29_999)), /高于申报 3,001\.00 元/],
    [
      'within a wider tolerance',
      'MEETS',
      3_600_000,
      { ...tax(taxed, wage(20_000)), pack: packWith('incomeTolerancePercent', 80) },
    ],
    ['found and not declared', 'WARNING', 3_600_000, tax(taxed), /未申报的用人单位演示物业/],
    ['another’s wage does not cover it', 'WARNING', 3_600_000, tax(taxed, wage(99_000, 'p2')), /高于申报/],
    ['the family’s wage covers it', 'MEETS', 3_600_000, tax(taxed, wage(36_000, null))],
    ['the employer is named', 'MEETS', 3_600_000, tax(taxed, wage(36_000, 'p1', '演示物业 有限公司'))],
    ['another employer is named', 'WARNING', 3_600_000, tax(taxed, wage(36_000, 'p1', '演示环卫')), /未申报的用人单位/],
    ['a month before the year is not counted', 'MEETS', 0, tax([fact('TAXED_INCOME_MONTH', { month: '2017-01' })])],
    ['rent is no wage', 'MEETS', 0, tax([fact('TAXED_INCOME_MONTH', { kind: 'PROPERTY_RENT' })])],
    [
      'labour services are',
      'MEETS',
      300_000,
      tax([fact('TAXED_INCOME_MONTH', { kind: 'LABOUR_SERVICE' })], wage(3_000)),
    ],
    [
      'bases where tax knows nothing, called an estimate',
      'WARNING',
      3_840_000,
      input(found('social-insurance', ...based)),
      /按社保缴费基数推算/,
    ],
    [
      'three registers of one wage are not added',
      'MEETS',
      3_600_000,
      input(allFound({ tax: taxed, 'social-insurance': based, 'housing-fund': [fact('HOUSING_FUND_ACCOUNT')] }), {
        declared: [wage(36_000)],
      }),
    ],
    [
      'two schemes of one month are one wage',
      'MEETS',
      320_000,
      input(
        found('social-insurance', fact('CONTRIBUTION_MONTH'), fact('CONTRIBUTION_MONTH', { scheme: 'UNEMPLOYMENT' })),
        { declared: [wage(3_200)] },
      ),
    ],
    [
      'paid afterwards, or by oneself, proves no work',
      'MEETS',
      0,
      input(
        found(
          'social-insurance',
          fact('CONTRIBUTION_MONTH', { backPaid: true }),
          fact('CONTRIBUTION_MONTH', { paidAs: 'FLEXIBLE', employerName: null }),
        ),
      ),
    ],
    [
      'the fund alone',
      'WARNING',
      3_840_000,
      input(found('housing-fund', fact('HOUSING_FUND_ACCOUNT'))),
      /按公积金缴存基数推算/,
    ],
    ['a sealed fund', 'MEETS', 0, input(found('housing-fund', fact('HOUSING_FUND_ACCOUNT', { status: 'SEALED' })))],
    [
      'unemployed by one register, paid by another: both are told',
      'WARNING',
      3_600_000,
      input(allFound({ tax: taxed, 'social-insurance': [fact('EMPLOYMENT_REGISTRATION')] }), {
        declared: [wage(36_000)],
      }),
      /2017-06-01 登记失业，演示物业有限公司却缴纳或申报至 2018-01/,
    ],
    [
      'unemployed after the last wage',
      'MEETS',
      300_000,
      input(
        allFound({
          tax: [fact('TAXED_INCOME_MONTH')],
          'social-insurance': [fact('EMPLOYMENT_REGISTRATION', { since: day('2017-12-20') })],
        }),
        { declared: [wage(3_000)] },
      ),
    ],
    [
      'tax knows one month, and eleven months of contributions do not vanish',
      'WARNING',
      300_000 + 11 * 320_000,
      input(allFound({ tax: taxed.slice(11), 'social-insurance': based }), { declared: [wage(3_000)] }),
      /按社保缴费基数推算） 11 个月，35,200\.00 元/,
    ],
    [
      'a month of which tax knows that nothing was paid is estimated',
      'WARNING',
      320_000,
      input(
        allFound({
          tax: [fact('TAXED_INCOME_MONTH', { incomeFen: 0 })],
          'social-insurance': [fact('CONTRIBUTION_MONTH')],
        }),
      ),
    ],
    [
      'the tax of one person hides no month of another',
      'WARNING',
      300_000 + 320_000,
      input(
        withPieces(
          piece('p1', 'tax', null, 'HIT', [fact('TAXED_INCOME_MONTH')]),
          piece('p2', 'social-insurance', null, 'HIT', [fact('CONTRIBUTION_MONTH')]),
        ),
        { declared: [wage(3_000)] },
      ),
      /李秀英：演示物业有限公司（按社保缴费基数推算）/,
    ],
    [
      'an account of the fund is no wage of before the work began',
      'MEETS',
      300_000,
      input(allFound({ tax: taxed.slice(11), 'housing-fund': [fact('HOUSING_FUND_ACCOUNT')] }), {
        declared: [wage(3_000)],
      }),
    ],
    [
      'and fills what no other register knows since',
      'WARNING',
      300_000 + 11 * 320_000,
      input(allFound({ tax: taxed.slice(0, 1), 'housing-fund': [fact('HOUSING_FUND_ACCOUNT')] }), {
        declared: [wage(3_000)],
      }),
      /按公积金缴存基数推算） 11 个月/,
    ],
    [
      'an employer renamed under one code is one',
      'MEETS',
      3_600_000,
      input(
        allFound({
          tax: taxed.map((one) => ({ ...one, payerName: '演示新物业有限公司', payerCode: CODE })),
          'social-insurance': based.map((one) => ({ ...one, employerCode: CODE })),
        }),
        { declared: [wage(36_000, 'p1', '演示物业有限公司')] },
      ),
    ],
    [
      'one month under the old name and the new one is one wage',
      'MEETS',
      300_000,
      tax(
        [
          fact('TAXED_INCOME_MONTH', { payerCode: CODE }),
          fact('TAXED_INCOME_MONTH', { payerName: '演示新物业有限公司', payerCode: CODE }),
        ],
        wage(3_000),
      ),
    ],
    [
      'two employers are two',
      'WARNING',
      600_000,
      tax(
        [
          fact('TAXED_INCOME_MONTH', { payerCode: CODE }),
          fact('TAXED_INCOME_MONTH', { payerName: '演示环卫', payerCode: '91320213MA1BBBBB2Y' }),
        ],
        wage(3_000, 'p1', '演示物业有限公司'),
      ),
      /未申报的用人单位演示环卫/,
    ],
    [
      'pay for services beside the wage of one month is added',
      'MEETS',
      400_000,
      tax(
        [fact('TAXED_INCOME_MONTH'), fact('TAXED_INCOME_MONTH', { kind: 'LABOUR_SERVICE', incomeFen: 100_000 })],
        wage(4_000),
      ),
    ],
    [
      'a second wage that nobody declared is not covered by the tolerance of the first',
      'WARNING',
      3_600_000 + 100_000,
      tax([...taxed, fact('TAXED_INCOME_MONTH', { payerName: '演示环卫', incomeFen: 100_000 })], wage(36_000)),
      /高于申报 1,000\.00 元/,
    ],
    ...UNEMPLOYED,
    [
      'registered as employed',
      'MEETS',
      3_600_000,
      input(allFound({ tax: taxed, 'social-insurance': [fact('EMPLOYMENT_REGISTRATION', { state: 'EMPLOYED' })] }), {
        declared: [wage(36_000)],
      }),
    ],
  ]);
});
