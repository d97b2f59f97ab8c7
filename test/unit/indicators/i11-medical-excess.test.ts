import { addDays } from '../../../src/platform/calendar-date.ts';
import { describe, expect, it } from 'vitest';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import { medicalExcess } from '../../../src/indicators/i11-medical-excess.ts';
import { printFigure } from '../../../src/report/figures.ts';
import { income, rigid } from '../assessment/family.ts';
import { checkCases, found, packWith } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, input, piece, withPieces } from './world.ts';

const settlement = (changes: Parameters<typeof fact<'MEDICAL_SETTLEMENT'>>[1] = {}) =>
  fact('MEDICAL_SETTLEMENT', changes);
const settled = (facts: readonly ReturnType<typeof settlement>[], ...items: DeclaredItem[]) =>
  input(found('medical-insurance', ...facts), { declared: items });
const leftToCheck = (item: 'WAGE' | 'PROPERTY'): DeclaredItem => ({
  personId: 'p1',
  content: { kind: 'BY_CHECK', item },
});
const times = (count: number, setting: 'INPATIENT' | 'OUTPATIENT') =>
  Array.from({ length: count }, (_, at) =>
    settlement({ setting, selfPaidFen: 100, settledOn: addDays(day('2017-09-20'), at) }),
  );

describe('I11 excess of medical treatment', () => {
  checkCases(medicalExcess, [
    ['nothing', 'MEETS', 0, input(cleanEvidence())],
    ['one visit, shown as a band', 'MEETS', 0, settled([settlement()]), /个人负担在 0–5,000 元档/],
    [
      'the next band',
      'MEETS',
      500_000,
      settled([settlement({ selfPaidFen: 500_000 })], income(10_000)),
      /5,000–10,000 元档/,
    ],
    [
      'the open band',
      'MEETS',
      10_000_000,
      settled([settlement({ selfPaidFen: 10_000_000 })], income(200_000)),
      /100,000 元以上/,
    ],
    [
      'much borne beside an income that is left to the verification',
      'WARNING',
      10_000_000,
      settled([settlement({ selfPaidFen: 10_000_000 })], leftToCheck('PROPERTY'), income(0)),
      /尚未与收入比较/,
    ],
    [
      'as much, explained by what was declared beside it',
      'MEETS',
      10_000_000,
      settled([settlement({ selfPaidFen: 10_000_000 })], leftToCheck('PROPERTY'), income(200_000)),
    ],
    [
      'little borne beside an income that is left to the verification',
      'MEETS',
      0,
      settled([settlement()], leftToCheck('WAGE')),
    ],
    [
      'settled before the year',
      'MEETS',
      0,
      settled([settlement({ settledOn: day('2017-01-31'), selfPaidFen: 900_000 })]),
    ],
    ['half the declared income', 'MEETS', 1_000_000, settled([settlement({ selfPaidFen: 1_000_000 })], income(20_000))],
    [
      'a fen more than half',
      'WARNING',
      1_000_000,
      settled([settlement({ selfPaidFen: 1_000_001 })], income(20_000)),
      /超过申报收入的 50%（比例未核实）/,
    ],
    [
      'no income to pay it from, and it was borne',
      'WARNING',
      10_000_000,
      settled([settlement({ selfPaidFen: 20_000_000 })], income(0)),
      /申报收入为零或未申报/,
    ],
    [
      'no income declared at all, and it was borne',
      'WARNING',
      500_000,
      settled([settlement({ selfPaidFen: 500_000 })]),
      /申报收入为零或未申报/,
    ],
    ['no income, and next to nothing borne', 'MEETS', 0, settled([settlement({ selfPaidFen: 499_999 })], income(0))],
    [
      'no bands to say what is next to nothing',
      'WARNING',
      0,
      { ...settled([settlement({ selfPaidFen: 1 })], income(0)), pack: packWith('medicalBandsFen', [0]) },
    ],
    [
      'no bands, and nothing borne',
      'MEETS',
      0,
      { ...settled([settlement({ selfPaidFen: 0 })], income(0)), pack: packWith('medicalBandsFen', [0]) },
    ],
    [
      'among the dearest of like cases',
      'WARNING',
      0,
      settled([settlement({ peerPercentile: 95 })]),
      /同类病例第 95 百分位/,
    ],
    ['dear, and not among them', 'MEETS', 0, settled([settlement({ peerPercentile: 94 })])],
    ['a percentile that nobody worked out', 'MEETS', 0, settled([settlement({ peerPercentile: null })])],
    ['six admissions', 'WARNING', 0, settled(times(6, 'INPATIENT')), /就医次数偏多/],
    ['five admissions', 'MEETS', 0, settled(times(5, 'INPATIENT'))],
    ['sixty visits', 'WARNING', 0, settled(times(60, 'OUTPATIENT')), /就医次数偏多/],
    [
      'visits of several people are not one person’s',
      'MEETS',
      0,
      input(
        withPieces(...['p1', 'p2'].map((id) => piece(id, 'medical-insurance', null, 'HIT', times(5, 'INPATIENT')))),
      ),
    ],
    ['an institution not designated', 'WARNING', 0, settled([settlement({ designated: false })]), /非定点医药机构/],
    ['declared as borne', 'MEETS', 0, settled([settlement({ selfPaidFen: 100_000 })], rigid(1_100))],
    [
      'declared above what was borne',
      'WARNING',
      0,
      settled([settlement({ selfPaidFen: 100_000 })], rigid(1_101)),
      /申报的医疗支出高于/,
    ],
    ['school is not medical', 'MEETS', 0, settled([], rigid(9_000, { item: 'EDUCATION' }))],
    [
      'declared above a part that was answered: nothing is said of it',
      'PENDING',
      0,
      input(withPieces(piece('p2', 'medical-insurance', null, 'NO_RESPONSE')), { declared: [rigid(9_000)] }),
      /到期未反馈/,
    ],
    [
      'bounds of another pack',
      'MEETS',
      0,
      {
        ...settled([settlement({ peerPercentile: 95 })]),
        pack: packWith('medicalLook', { selfPaidIncomePercent: 50, peerPercentile: 99, admissions: 6, visits: 60 }),
      },
    ],
  ]);

  it('tells neither the amount, nor who was ill, nor where', () => {
    const outcome = medicalExcess.evaluate(
      settled([settlement({ selfPaidFen: 1_234_567, designated: false, peerPercentile: 99 })], income(1_000)),
    );
    expect(outcome.result).toBe('WARNING');
    expect(JSON.stringify({ ...outcome, evidence: [] })).not.toMatch(/1234567|12,345|王建国|演示医院/u);
    expect(printFigure(outcome.figure)).toBe('10,000–30,000 元');
  });
});
