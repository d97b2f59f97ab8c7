import { describe } from 'vitest';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import { transfers } from '../../../src/indicators/i06-transfers.ts';
import { allFound, checkCases, found } from './case-table.ts';
import type { Case } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, declared, FAMILY, input, piece, withPieces } from './world.ts';

const said = (yuan: number, item = 'PENSION'): DeclaredItem =>
  declared({ kind: 'INCOME', incomeKind: 'TRANSFER', item, yearlyFen: yuan * 100, payer: null }, 'p1');
const social = (changes: Parameters<typeof fact<'PENSION'>>[1], ...items: DeclaredItem[]) =>
  input(found('social-insurance', fact('PENSION', changes)), { declared: items });
const subsidy = (changes: Parameters<typeof fact<'SUBSIDY_PAYMENT'>>[1], ...items: DeclaredItem[]) =>
  input(found('finance', fact('SUBSIDY_PAYMENT', changes)), { declared: items });
const RESIDENT = { kind: 'RESIDENT', monthlyFen: 20_000, basicPartFen: 12_500 } as const;

const dibao = { kind: 'SOCIAL_ASSISTANCE', item: '城市低保金', amountFen: 42_000 } as const;
const CASE = { division: '320213001', category: 'MINIMUM_LIVING', purpose: 'APPLICATION' } as const;
const AGAIN = { ...CASE, purpose: 'REVERIFICATION' };
const aided = (aid: Parameters<typeof fact<'AID_ENTITLEMENT'>>[1], payment: Parameters<typeof subsidy>[0] = dibao) =>
  input(
    allFound({
      finance: [fact('SUBSIDY_PAYMENT', payment)],
      'civil-affairs': [fact('AID_ENTITLEMENT', aid)],
    }),
    { caseOf: CASE },
  );

/** The allowance that is checked is no income against it; any other is. */
const OWN_AID: readonly Case[] = [
  [
    'the allowance that is checked again',
    'MEETS',
    0,
    { ...subsidy(dibao), caseOf: AGAIN },
    /为本案所核对的救助金，不计入/,
  ],
  [
    'the same by a word that names no scheme',
    'MEETS',
    0,
    { ...subsidy({ ...dibao, item: '社会救助' }), caseOf: AGAIN },
  ],
  ['the same at a first application', 'WARNING', 42_000, { ...subsidy(dibao), caseOf: CASE }],
  ['the same where the case is not known', 'WARNING', 42_000, subsidy(dibao)],
  ['another scheme’s', 'WARNING', 42_000, { ...subsidy({ ...dibao, item: '低保边缘补助' }), caseOf: AGAIN }],
  ['aid given once', 'WARNING', 42_000, { ...subsidy({ ...dibao, item: '临时救助金' }), caseOf: AGAIN }],
  ['no social assistance', 'WARNING', 42_000, { ...subsidy({ ...dibao, kind: 'OTHER' }), caseOf: AGAIN }],
  ['the allowance that civil affairs knows', 'MEETS', 0, aided({}), /为本案所核对的救助金/],
  ['one of another county', 'WARNING', 42_000, aided({ division: '330100' })],
  ['one that had ended', 'WARNING', 42_000, aided({ until: day('2017-10-31') })],
  ['one that had ended the month before', 'MEETS', 0, aided({ until: day('2017-11-30') })],
  ['one that began later', 'WARNING', 42_000, aided({ since: day('2018-01-01') })],
  ['another programme’s', 'WARNING', 42_000, aided({ program: 'EXTREME_POVERTY' })],
  [
    'one of two counties, told apart by the amount',
    'MEETS',
    0,
    input(
      allFound({
        finance: [fact('SUBSIDY_PAYMENT', dibao)],
        'civil-affairs': [fact('AID_ENTITLEMENT'), fact('AID_ENTITLEMENT', { division: '330100', monthlyFen: 1 })],
      }),
      { caseOf: CASE },
    ),
  ],
  [
    'one of two counties that nothing tells apart',
    'WARNING',
    42_000,
    input(
      allFound({
        finance: [fact('SUBSIDY_PAYMENT', dibao)],
        'civil-affairs': [
          fact('AID_ENTITLEMENT', { monthlyFen: 2 }),
          fact('AID_ENTITLEMENT', { division: '330100', monthlyFen: 42_000 }),
        ],
      }),
      { caseOf: AGAIN },
    ),
  ],
];

describe('I06 transfers', () => {
  checkCases(transfers, [
    ['nothing', 'MEETS', 0, input(cleanEvidence())],
    ['a pension as declared', 'MEETS', 2_400_000, social({}, said(24_000)), /企业职工养老金 24,000\.00 元，计入/],
    ['a pension not declared', 'WARNING', 2_400_000, social({}), /高于申报 24,000\.00 元/],
    ['a pension of the last three months', 'MEETS', 600_000, social({ since: day('2017-11-05') }, said(6_000))],
    ['a pension suspended', 'MEETS', 0, social({ status: 'SUSPENDED' })],
    ['the basic pension counts before the rule', 'WARNING', 240_000, social(RESIDENT), /基础养老金 1,500\.00 元，计入/],
    [
      'the basic pension is left out while the rule holds',
      'WARNING',
      90_000,
      { ...social(RESIDENT), baseDate: day('2025-12-31') },
      /基础养老金 1,500\.00 元，按规定不计入/,
    ],
    [
      'and counts after it',
      'WARNING',
      240_000,
      { ...social(RESIDENT), baseDate: day('2026-01-31') },
      /基础养老金.*计入/,
    ],
    [
      'unemployment benefit for three months',
      'MEETS',
      385_800,
      input(found('social-insurance', fact('UNEMPLOYMENT_BENEFIT')), { declared: [said(3_858, 'UNEMPLOYMENT')] }),
    ],
    [
      'money for veterans is not income',
      'MEETS',
      0,
      input(found('veterans', fact('VETERAN_BENEFIT'))),
      /按规定不计入（依据未核实）/,
    ],
    ['a subsidy that counts', 'WARNING', 24_000, subsidy({}), /耕地地力保护补贴 240\.00 元，计入/],
    ['a subsidy of before the year', 'MEETS', 0, subsidy({ month: '2016-12' })],
    ['social assistance before the rule of 2021', 'WARNING', 24_000, subsidy({ kind: 'SOCIAL_ASSISTANCE' })],
    [
      'social assistance under it',
      'MEETS',
      0,
      { ...subsidy({ kind: 'SOCIAL_ASSISTANCE', month: '2021-12' }), baseDate: day('2022-01-31') },
      /按规定不计入$|不计入；/,
    ],
    [
      'an allowance for old age: the city decides, and has not',
      'WARNING',
      24_000,
      subsidy({ kind: 'OLD_AGE_ALLOWANCE', item: '高龄津贴' }),
    ],
    ['the two subsidies for disability', 'MEETS', 0, subsidy({ kind: 'DISABILITY_SUBSIDY' }), /不计入（依据未核实）/],
    [
      'a pension that ended is none, whatever was told before',
      'MEETS',
      0,
      input(found('social-insurance', fact('PENSION'), fact('PENSION', { status: 'ENDED' }))),
      /有一份养老待遇已终止（日期未知）/,
    ],
    [
      'two benefits told of one month are one',
      'MEETS',
      385_800,
      input(
        found(
          'social-insurance',
          fact('UNEMPLOYMENT_BENEFIT'),
          fact('UNEMPLOYMENT_BENEFIT', { until: day('2018-06-30'), monthlyFen: 100_000 }),
        ),
        { declared: [said(3_858, 'UNEMPLOYMENT_BENEFIT')] },
      ),
    ],
    [
      'a benefit that nobody declared is not covered by the tolerance of a pension',
      'WARNING',
      2_400_000 + 200_000,
      input(
        allFound({
          'social-insurance': [fact('PENSION')],
          finance: [fact('SUBSIDY_PAYMENT', { amountFen: 200_000 })],
        }),
        { declared: [said(24_000)] },
      ),
      /高于申报 2,000\.00 元（年），其中未申报：王建国：补贴·耕地地力保护补贴/,
    ],
    [
      'nor where the form does not say what was declared',
      'WARNING',
      2_400_000 + 200_000,
      input(
        allFound({
          'social-insurance': [fact('PENSION')],
          finance: [fact('SUBSIDY_PAYMENT', { amountFen: 200_000 })],
        }),
        { declared: [said(24_000, 'TRANSFER')] },
      ),
      /其中未申报/,
    ],
    [
      'nor one of the wife by that of the husband',
      'WARNING',
      2_400_000 + 385_800,
      input(
        withPieces(
          piece('p1', 'social-insurance', null, 'HIT', [fact('PENSION')]),
          piece('p2', 'social-insurance', null, 'HIT', [fact('UNEMPLOYMENT_BENEFIT')]),
        ),
        { declared: [said(240_000)] },
      ),
      /其中未申报：李秀英：失业保险金/,
    ],
    ['a support declared is no pension', 'WARNING', 2_400_000, social({}, said(24_000, 'SUPPORT'))],
    ['a pension declared for the family', 'MEETS', 2_400_000, social({}, { ...said(24_000), personId: null })],
    ['a pension declared without saying of what', 'MEETS', 2_400_000, social({}, said(22_000, 'TRANSFER'))],
    ['a code of before the list was closed', 'MEETS', 2_400_000, social({}, said(24_000, 'OLD_CODE'))],
    [
      'an allowance of old age declared as a subsidy',
      'MEETS',
      24_000,
      subsidy({ kind: 'OLD_AGE_ALLOWANCE', item: '高龄津贴' }, said(240, 'SUBSIDY')),
    ],
    ...OWN_AID,
    [
      'on the public payroll',
      'WARNING',
      0,
      input(found('finance', fact('PUBLIC_PAYROLL'))),
      /财政供养人员（演示小学）/,
    ],
    ['off it since', 'MEETS', 0, input(found('finance', fact('PUBLIC_PAYROLL', { until: day('2018-01-30') })))],
    [
      'a supporter outside is asked about at the door, and is no doubt',
      'MEETS',
      0,
      input(cleanEvidence(), { onForm: FAMILY.map((one, at) => (at === 2 ? { ...one, role: 'OBLIGOR' } : one)) }),
    ],
  ]);
});
