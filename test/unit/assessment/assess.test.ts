import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assessment/assess.ts';
import type { Assessment } from '../../../src/assessment/assess.ts';
import type { AssessmentInput } from '../../../src/assessment/arithmetic.ts';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { family, given, income, jobCost, PACK, rigid } from './family.ts';

function assessed(input: AssessmentInput): Assessment {
  const assessment = assess(input);
  if (assessment === null) throw new Error('the family has members and an income');
  return assessment;
}

/** A person without income declares 0. */
const NO_INCOME = income(0);

/** The first label that contains a text, and its expression and amount. */
function lineOf(assessment: Assessment, text: string): readonly [string, number] | null {
  const lines = [...assessment.income.lines, ...assessment.standard.lines, ...assessment.gap.lines];
  const line = lines.find(({ label }) => label.zh.includes(text));
  return line === undefined ? null : [line.expression, line.amountFen];
}

describe('income against the standard of 820 yuan, three members', () => {
  it.each([
    [26_000, 72_222, 'BELOW_STANDARD'],
    [29_519.99, 82_000, 'BELOW_STANDARD'],
    [29_520, 82_000, 'EDGE'],
    [40_000, 111_111, 'EDGE'],
    [44_279.99, 123_000, 'EDGE'],
    [44_280, 123_000, 'ABOVE_EDGE'],
    [0, 0, 'BELOW_STANDARD'],
  ] as const)('%d yuan a year is %d fen a head and month: %s', (yuan, eachFen, position) => {
    const { standard } = assessed(given(3, [income(yuan)]));
    expect([standard.perCapitaMonthlyFen, standard.position]).toEqual([eachFen, position]);
  });

  it('shows the division with a pencil', () => {
    const assessment = assessed(given(3, [income(20_000), income(6_000, 'TRANSFER', 'PENSION', 'p2')]));
    expect(lineOf(assessment, '家庭年收入')).toEqual(['26,000.00', 2_600_000]);
    expect(lineOf(assessment, '人均月收入')).toEqual(['26,000.00 ÷ 3 ÷ 12', 72_222]);
    expect(lineOf(assessment, '低保边缘线')).toEqual(['820.00 × 1.5', 123_000]);
  });

  it('tops up 2 yuan where multiplying a rounded share back would make 3', () => {
    // 29,496 ÷ 3 ÷ 12 = 819.333…; (820 − 819.33) × 3 = 2.01, rounded up 3.
    const assessment = assessed(given(3, [income(29_496)]));
    expect(assessment.standard.topUpFen).toBe(200);
    const byRoundedShare = Math.ceil(((82_000 - assessment.standard.perCapitaMonthlyFen) * 3) / 100);
    expect(byRoundedShare).toBe(3);
    expect(lineOf(assessment, '月差额')).toEqual(['820.00 × 3 − 29,496.00 ÷ 12', 200]);
  });

  it('tops up the whole standard where the income is declared to be nothing, and nothing at the standard', () => {
    expect(assessed(given(3, [NO_INCOME])).standard.topUpFen).toBe(246_000);
    expect(assessed(given(3, [income(29_520)])).standard.topUpFen).toBeNull();
  });

  it('states nothing by a standard that is not confirmed', () => {
    const { standard, gap } = assessed(given(3, [income(26_000)], { packNotice: '标准待确认（依据 2017-07-01）' }));
    expect([standard.confirmed, gap.confirmed]).toEqual([false, false]);
  });

  it('assesses nobody where nobody counts', () => {
    expect(assess(given(0, [income(1)]))).toBeNull();
  });

  it('assesses nothing where nobody who counts declared an income: silence is not zero', () => {
    expect(assess(given(3, []))).toBeNull();
    expect(assess(given(3, [rigid(100), jobCost(5), income(9_000, 'WAGE', 'SALARY', 'away')]))).toBeNull();
    expect(assess(given(3, [income(0, 'TRANSFER', 'PENSION', null)]))?.standard.position).toBe('BELOW_STANDARD');
  });
});

describe('what is counted', () => {
  it('takes the cost of a job from wages only, and no more than the wage', () => {
    const pension = income(10_000, 'TRANSFER', 'PENSION', 'p1');
    const { income: found } = assessed(given(2, [income(3_000), pension, jobCost(5_000)]));
    expect(found).toMatchObject({ countedFen: 1_300_000, jobCostFen: 300_000, annualFen: 1_000_000 });
  });

  it('takes a cost declared for the family from what wage remains', () => {
    const items = [income(3_000), income(4_000, 'WAGE', 'SALARY', 'p2'), jobCost(2_000), jobCost(9_000, null)];
    expect(assessed(given(2, items)).income).toMatchObject({ jobCostFen: 700_000, annualFen: 0 });
  });

  it('does not take one member’s cost from another’s wage', () => {
    const items = [income(3_000), jobCost(2_000, 'p2')];
    expect(assessed(given(2, items)).income.jobCostFen).toBe(0);
  });

  it('keeps to the cap of the policy, and to its refusal', () => {
    const rule = PACK.rules.jobCostDeduction;
    const pack = (value: typeof rule.value): typeof PACK => ({
      ...PACK,
      rules: { ...PACK.rules, jobCostDeduction: { ...rule, value } },
    });
    const items = [income(30_000), jobCost(9_000), jobCost(9_000, null)];
    const capped = given(1, items, { pack: pack({ allowed: true, maxFenPerWorkerMonth: 20_000 }) });
    expect(assessed(capped).income.jobCostFen).toBe(240_000);
    const refused = given(1, items, { pack: pack({ allowed: false, maxFenPerWorkerMonth: null }) });
    expect(assessed(refused).income.annualFen).toBe(3_000_000);
  });

  it.each([
    ['SCHOLARSHIP', '2018-01-31', false],
    ['SCHOLARSHIP', '2021-06-30', false],
    ['SCHOLARSHIP', '2021-07-01', true],
    ['RESIDENTS_BASIC_PENSION', '2025-12-31', true],
    ['RESIDENTS_BASIC_PENSION', '2026-01-01', false],
    ['PREFERENTIAL_PENSION', '2018-01-31', true],
    ['OLD_AGE_ALLOWANCE', '2022-01-31', false],
  ])('%s on %s is left out: %s', (item, date, leftOut) => {
    const baseDate = parseCalendarDate(date);
    const { income: found } = assessed(given(1, [income(1_000, 'TRANSFER', item)], { baseDate }));
    expect(found.excludedFen).toBe(leftOut ? 100_000 : 0);
    expect(found.annualFen).toBe(leftOut ? 0 : 100_000);
  });

  it('leaves out income, cost and expenditure of people who do not count, and shows the income', () => {
    const away = [income(1_000, 'WAGE', 'SALARY', 'away'), jobCost(500, 'away'), { ...rigid(700), personId: 'away' }];
    const assessment = assessed(given(1, [NO_INCOME, ...away]));
    expect(assessment.income).toMatchObject({ annualFen: 0, outsideFen: 100_000, jobCostFen: 0 });
    expect(assessment.gap.recognisedRigidFen).toBe(0);
    expect(lineOf(assessment, '不计入家庭的人员')).toEqual(['', 100_000]);
  });

  it('says of every declared line that no source has confirmed it', () => {
    const { income: found } = assessed(
      given(1, [income(1_000), income(2_000, 'PROPERTY', 'RENT', null), jobCost(100)]),
    );
    expect(found.lines.every(({ declaredOnly }) => declaredOnly)).toBe(true);
  });
});

describe('the gap between income and expenditure', () => {
  it('finds the household of the founding paper: above the standard, below it after rigid expenditure', () => {
    const { standard, gap } = assessed(given(3, [income(54_000), rigid(30_000)]));
    expect(standard.perCapitaMonthlyFen).toBe(150_000);
    expect(gap).toMatchObject({
      gapFen: 66_667,
      ratioPermille: 556,
      degree: 'GENERAL',
      degreeWord: '一般',
      aboveRatio: false,
    });
    expect(lineOf(assessed(given(3, [income(54_000), rigid(30_000)])), '收支差额')).toEqual([
      '(54,000.00 − 30,000.00) ÷ 3 ÷ 12',
      66_667,
    ]);
  });

  it.each([
    [29_999, 30_000, 'DEEP'],
    [30_000, 30_000, 'SEVERE'],
    [44_759, 30_000, 'SEVERE'],
    [44_760, 30_000, 'GENERAL'],
    [59_519, 30_000, 'GENERAL'],
    [59_520, 30_000, 'EDGE'],
    [74_279, 30_000, 'EDGE'],
    [74_280, 30_000, 'NONE'],
  ])('income %d, rigid %d: %s', (annual, spent, degree) => {
    expect(assessed(given(3, [income(annual), rigid(spent)])).gap.degree).toBe(degree);
  });

  it('recognises medical expenditure only of a designated institution and with a receipt', () => {
    const items = [NO_INCOME, rigid(100), rigid(200, { designated: false }), rigid(400, { receipt: false })];
    const { gap } = assessed(given(1, items));
    expect(gap).toMatchObject({ recognisedRigidFen: 10_000, unrecognisedRigidFen: 60_000 });
    expect(gap.lines.map(({ label }) => label.zh).join()).toMatch(
      /非定点医药机构.*无有效票据|无有效票据.*非定点医药机构/,
    );
  });

  it.each([
    ['EDUCATION', true],
    ['DISABILITY_REHABILITATION', true],
    ['LIVING', false],
    ['OTHER', false],
  ] as const)('%s is recognised: %s', (item, recognised) => {
    const { gap } = assessed(given(1, [NO_INCOME, rigid(100, { item, receipt: false, designated: false })]));
    expect(gap.recognisedRigidFen).toBe(recognised ? 10_000 : 0);
  });

  it('has no ratio without income, and then any expenditure is above it', () => {
    expect(assessed(given(1, [NO_INCOME, rigid(100)])).gap).toMatchObject({ ratioPermille: null, aboveRatio: true });
    expect(assessed(given(1, [NO_INCOME])).gap).toMatchObject({ ratioPermille: null, aboveRatio: false });
  });

  it('is above the ratio only strictly', () => {
    expect(assessed(given(1, [income(100), rigid(60)])).gap.aboveRatio).toBe(false);
    expect(assessed(given(1, [income(100), rigid(61)])).gap.aboveRatio).toBe(true);
  });
});

describe('for every family', () => {
  const person = fc.constantFrom('p1', 'p2', 'p3', 'away', null);
  const yuan = fc.integer({ min: 0, max: 100_000 });
  const item: fc.Arbitrary<DeclaredItem> = fc.oneof(
    fc
      .tuple(
        yuan,
        fc.constantFrom('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER'),
        fc.constantFrom('SALARY', 'RENT', 'PENSION', 'PREFERENTIAL_PENSION', 'SCHOLARSHIP'),
        person,
      )
      .map((parts) => income(...parts)),
    fc.tuple(yuan, person).map((parts) => jobCost(...parts)),
    fc
      .tuple(yuan, fc.constantFrom('MEDICAL', 'EDUCATION', 'LIVING', 'OTHER'), fc.boolean(), fc.boolean())
      .map(([amount, kind, designated, receipt]) => rigid(amount, { item: kind, designated, receipt })),
  );
  const items = fc.array(item, { maxLength: 8 }).map((all) => [NO_INCOME, ...all]);
  const members = fc.integer({ min: 1, max: 4 });

  it('is independent of the order of members and items', () => {
    const mixed = items.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(members, mixed, (n, [all, other]) => {
        expect(assess(given(n, other, { counted: family(n).toReversed() }))).toEqual(assess(given(n, all)));
      }),
    );
  });

  it('keeps every declared fen in exactly one place', () => {
    fc.assert(
      fc.property(members, items, (n, all) => {
        const { income: found, gap } = assessed(given(n, all));
        const declared = (kind: 'INCOME' | 'RIGID_EXPENDITURE', inside: boolean) =>
          all
            .filter(
              ({ personId }) => !inside || personId === null || family(n).some((one) => one.personId === personId),
            )
            .reduce((sum, { content }) => sum + (content.kind === kind ? content.yearlyFen : 0), 0);
        expect(found.countedFen + found.excludedFen + found.outsideFen).toBe(declared('INCOME', false));
        expect(found.annualFen + found.jobCostFen).toBe(found.countedFen);
        expect(found.jobCostFen).toBeGreaterThanOrEqual(0);
        expect(gap.recognisedRigidFen + gap.unrecognisedRigidFen).toBe(declared('RIGID_EXPENDITURE', true));
      }),
    );
  });

  it('never lowers income or gap when counted income is added', () => {
    fc.assert(
      fc.property(members, items, yuan, (n, all, more) => {
        const before = assessed(given(n, all));
        const after = assessed(given(n, [...all, income(more, 'OPERATING', 'SHOP')]));
        expect(after.gap.gapFen).toBeGreaterThanOrEqual(before.gap.gapFen);
        expect(after.standard.perCapitaMonthlyFen).toBeGreaterThanOrEqual(before.standard.perCapitaMonthlyFen);
        expect(after.standard.topUpFen ?? 0).toBeLessThanOrEqual(before.standard.topUpFen ?? 0);
      }),
    );
  });

  it('pays a top-up that lifts the household to the standard and less than a yuan beyond', () => {
    fc.assert(
      fc.property(members, items, (n, all) => {
        const { income: found, standard } = assessed(given(n, all));
        if (standard.topUpFen === null) return;
        const lifted = found.annualFen + standard.topUpFen * 12;
        expect(standard.topUpFen % 100).toBe(0);
        expect(lifted).toBeGreaterThanOrEqual(82_000 * n * 12);
        expect(lifted).toBeLessThan(82_000 * n * 12 + 100 * 12);
      }),
    );
  });
});
