import { describe } from 'vitest';
import { spending } from '../../../src/indicators/i10-spending.ts';
import { checkCases, found, packWith } from './case-table.ts';
import { fact } from './facts.ts';
import { day, input, piece, schooling, withPieces } from './world.ts';

/** 12 × 820 yuan. */
const LINE = 984_000;
const school = (changes: Parameters<typeof schooling>[0]) =>
  input(withPieces(piece('p3', 'education', null, 'HIT', [schooling({ ...changes })])));
const bought = (changes: Parameters<typeof fact<'TAXED_PURCHASE'>>[1] = {}) =>
  input(found('tax', fact('TAXED_PURCHASE', changes)));
const trips = (changes: Parameters<typeof fact<'BORDER_CROSSINGS'>>[1]) =>
  input(found('household-register', fact('BORDER_CROSSINGS', changes)));

/** The fees of the student of the clean family. */
const PAID = 470_000;

describe('I10 high spending', () => {
  checkCases(spending, [
    ['an ordinary school', 'MEETS', PAID, school({})],
    ['a school at the line', 'MEETS', LINE, school({ tuitionYearlyFen: LINE })],
    ['a school a fen above it', 'WARNING', LINE + 1, school({ tuitionYearlyFen: LINE + 1 }), /年收费 9,840\.01 元/],
    ['a dear school that aid pays', 'MEETS', 200_000, school({ tuitionYearlyFen: 2_000_000, aidYearlyFen: 1_800_000 })],
    [
      'a dear school of before',
      'WARNING',
      2_000_000,
      { ...school({ tuitionYearlyFen: 2_000_000, until: day('2018-01-31') }) },
    ],
    ['a dear school that is over', 'MEETS', 0, school({ tuitionYearlyFen: 2_000_000, until: day('2018-01-30') })],
    [
      'a dear school that is over, though another record left it open',
      'MEETS',
      0,
      input(
        withPieces(
          piece('p3', 'education', null, 'HIT', [
            schooling({ tuitionYearlyFen: 2_000_000 }),
            schooling({ tuitionYearlyFen: 2_000_000, until: day('2018-01-30') }),
          ]),
        ),
      ),
    ],
    ['a school abroad, whatever it charges', 'WARNING', 0, school({ overseas: true, tuitionYearlyFen: 0 }), /境外就读/],
    ['a car bought', 'WARNING', 8_000_000, bought(), /购置车辆（演示牌轿车），计税价 80,000\.00 元/],
    ['a home bought', 'WARNING', 8_000_000, bought({ kind: 'HOME' }), /购置房屋/],
    ['something small bought', 'MEETS', 500_000, bought({ priceFen: 500_000 })],
    ['bought on the first day looked at', 'WARNING', 8_000_000, bought({ purchasedOn: day('2015-01-31') })],
    ['bought before', 'MEETS', PAID, bought({ purchasedOn: day('2015-01-30') })],
    ['two journeys', 'WARNING', PAID, trips({ exitCount: 2 }), /出境 2 次，停留 19 天/],
    ['one journey', 'MEETS', PAID, trips({ exitCount: 1 })],
    ['journeys of long ago', 'MEETS', PAID, trips({ until: day('2016-12-31') })],
    ['a looser line', 'MEETS', 8_000_000, { ...bought(), pack: packWith('spendingLookMonths', 120) }],
    [
      'a line that is not confirmed',
      'WARNING',
      PAID,
      { ...school({}), packNotice: '标准待确认（依据 2017-07-01）' },
      /标准待确认/,
    ],
  ]);
});
