import { describe, expect, it } from 'vitest';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import { financialAssets } from '../../../src/indicators/i03-financial-assets.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import { compareDeclared } from '../../../src/report/compare-declared.ts';
import { found, packWith } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, declared, holding, input, piece, policy, securities, withPieces } from './world.ts';

const beyond = (sourceId: 'securities' | 'insurance', ...facts: Parameters<typeof piece>[4] & {}) =>
  withPieces(piece('p1', sourceId, null, 'HIT', facts));
const bank = (balanceFen: number) => piece('p1', 'banks', 'WXRCB', 'HIT', [holding(balanceFen)]);
const asset = (assetKind: 'SECURITIES' | 'INSURANCE', amountFen: number) =>
  declared({ kind: 'FINANCIAL_ASSET', assetKind, amountFen, holder: null });

const fund = (changes: Parameters<typeof fact<'HOUSING_FUND_ACCOUNT'>>[1] = {}) =>
  found('housing-fund', fact('HOUSING_FUND_ACCOUNT', { balanceFen: 7_200_000, ...changes }));
const fundCounted = { pack: packWith('housingFundIsAsset', true) };

const CASES: readonly (readonly [
  name: string,
  result: Result,
  eachFen: number,
  input: IndicatorInput,
  says?: RegExp,
])[] = [
  [
    'securities at their market value, with cash',
    'MEETS',
    1_000_000,
    input(beyond('securities', securities(2_900_000, { cashFen: 100_000 }))),
  ],
  ['securities beyond the line', 'EXCEEDS', 2_400_000, input(beyond('securities', securities(7_200_000)))],
  [
    'a frozen securities account, which is owned all the same',
    'WARNING',
    1_000_000,
    input(beyond('securities', securities(3_000_000, { status: 'FROZEN' }))),
    /冻结证券账户，30,000\.00 元/,
  ],
  [
    'a dormant securities account',
    'WARNING',
    0,
    input(beyond('securities', securities(0, { status: 'DORMANT' }))),
    /休眠/,
  ],
  ['the cash value of a policy', 'MEETS', 1_000_000, input(beyond('insurance', policy(3_000_000)))],
  [
    'a lapsed policy, which keeps its value',
    'EXCEEDS',
    2_400_000,
    input(beyond('insurance', policy(7_200_000, { status: 'LAPSED' }))),
  ],
  [
    'policies that others took out or that have ended',
    'MEETS',
    0,
    input(
      beyond(
        'insurance',
        policy(7_200_000, { role: 'INSURED' }),
        policy(7_200_000, { role: 'BENEFICIARY' }),
        policy(7_200_000, { status: 'ENDED' }),
      ),
    ),
  ],
  [
    'deposits, securities and insurance together',
    'EXCEEDS',
    2_400_000,
    input(
      withPieces(
        bank(2_400_000),
        piece('p2', 'securities', null, 'HIT', [securities(2_400_000)]),
        piece('p3', 'insurance', null, 'HIT', [policy(2_400_000)]),
      ),
    ),
  ],
  [
    'below the line while the insurers are silent',
    'PENDING',
    1_000_000,
    input(withPieces(bank(3_000_000), piece('p2', 'insurance', null, 'NO_RESPONSE'))),
    /未反馈/,
  ],
  ['the housing fund, shown and not counted', 'MEETS', 0, input(fund()), /公积金余额 72,000\.00 元，只列示不计入/],
  ['the housing fund where the policy counts it', 'EXCEEDS', 2_400_000, input(fund(), fundCounted)],
  ['a closed account in the fund', 'MEETS', 0, input(fund({ status: 'CLOSED' }), fundCounted)],
  [
    'the fund silent',
    'PENDING',
    0,
    input(withPieces(piece('p2', 'housing-fund', null, 'NO_RESPONSE'))),
    /公积金中心（李秀英）/,
  ],
  [
    'declared securities that were found',
    'MEETS',
    1_000_000,
    input(beyond('securities', securities(3_000_000)), { declared: [asset('SECURITIES', 3_000_000)] }),
  ],
];

describe('I03, what is not at a bank', () => {
  for (const [name, result, eachFen, given, says] of CASES) {
    it(`${name}: ${result}`, () => {
      const outcome = financialAssets.evaluate(given);
      expect([outcome.result, outcome.figure?.value]).toEqual([result, eachFen]);
      if (says !== undefined) {
        expect([...outcome.reasons, ...outcome.notes].map(({ zh }) => zh).join('；')).toMatch(says);
      }
    });
  }
});

describe('what was declared beside what was found beyond the banks', () => {
  const rowsOf = (given: IndicatorInput) =>
    compareDeclared(given)
      .filter(({ item }) => ['有价证券', '保单现金价值'].includes(item.zh))
      .map(({ item, found, status }) => [item.zh, found, status]);

  it('has no row where there is neither', () => {
    expect(rowsOf(input(cleanEvidence()))).toEqual([]);
  });

  it('tells what agrees, what differs and what nobody could look at', () => {
    const found = withPieces(piece('p1', 'securities', null, 'HIT', [securities(500_000)]));
    const items = [asset('SECURITIES', 500_000), asset('INSURANCE', 100_000)];
    expect(rowsOf(input(found, { declared: items }))).toEqual([
      ['有价证券', 500_000, 'AGREES'],
      ['保单现金价值', 0, 'DIFFERS'],
    ]);
    expect(rowsOf(input(cleanEvidence('NOT_CONNECTED'), { declared: items }))).toEqual([
      ['有价证券', null, 'NOT_CHECKED'],
      ['保单现金价值', null, 'NOT_CHECKED'],
    ]);
  });
});
