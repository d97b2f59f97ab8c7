import { describe } from 'vitest';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import { transfers } from '../../../src/indicators/i06-transfers.ts';
import { checkCases, found } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, declared, FAMILY, input } from './world.ts';

const said = (yuan: number, item = 'PENSION'): DeclaredItem =>
  declared({ kind: 'INCOME', incomeKind: 'TRANSFER', item, yearlyFen: yuan * 100, payer: null }, 'p1');
const social = (changes: Parameters<typeof fact<'PENSION'>>[1], ...items: DeclaredItem[]) =>
  input(found('social-insurance', fact('PENSION', changes)), { declared: items });
const subsidy = (changes: Parameters<typeof fact<'SUBSIDY_PAYMENT'>>[1], ...items: DeclaredItem[]) =>
  input(found('finance', fact('SUBSIDY_PAYMENT', changes)), { declared: items });
const RESIDENT = { kind: 'RESIDENT', monthlyFen: 20_000, basicPartFen: 12_500 } as const;

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
