import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import type { AssessmentInput } from '../../../src/assessment/arithmetic.ts';
import { assess } from '../../../src/assessment/assess.ts';
import type { Assessment } from '../../../src/assessment/assess.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { fact } from '../indicators/facts.ts';
import { LIVES } from '../indicators/lives.ts';
import { day, piece } from '../indicators/world.ts';
import { given, income, PACK, rigid } from './family.ts';

const YEAR = Array.from({ length: 12 }, (_, at) => (at === 11 ? '2018-01' : `2017-${String(at + 2).padStart(2, '0')}`));
const taxed = (incomeFen: number): Fact[] => YEAR.map((month) => fact('TAXED_INCOME_MONTH', { month, incomeFen }));

function assessed(declared: readonly DeclaredItem[], answers: Record<string, readonly Fact[]>, more = {}): Assessment {
  const evidence = Object.entries(answers).map(([source, facts]) => piece('p1', source, null, 'HIT', facts));
  const assessment = assess(given(1, declared, { evidence, ...more }));
  if (assessment === null) throw new Error('the family has a member and an income');
  return assessment;
}

const kind = ({ found }: Assessment, which: string) => found.kinds.find((one) => one.kind === which);
const labels = ({ found }: Assessment): string[] => found.lines.map(({ label }) => label.zh);

describe('income declared beside income found', () => {
  it('says nothing more where the registers agree with the form', () => {
    const agreed = assessed([income(9_600)], { tax: taxed(80_000) });
    expect(kind(agreed, 'WAGE')).toMatchObject({ declaredFen: 960_000, foundFen: 960_000, shortFen: 0 });
    expect(agreed.higher).toBeNull();
  });

  it('computes again by the larger where more was found, and keeps what was declared', () => {
    const more = assessed([income(6_000)], { tax: taxed(100_000) });
    expect([more.income.annualFen, more.standard.position]).toEqual([600_000, 'BELOW_STANDARD']);
    expect([more.higher?.annualFen, more.higher?.standard.position]).toEqual([1_200_000, 'EDGE']);
    expect(labels(more)).toContain('查得高于申报的部分');
  });

  it('takes silence of every source for no figure, not for nothing', () => {
    expect(kind(assessed([income(6_000)], {}), 'WAGE')).toMatchObject({ foundFen: null, whole: false });
  });

  it('knows a pension, and leaves out what the pack leaves out on that day', () => {
    const residents = fact('PENSION', { kind: 'RESIDENT', monthlyFen: 20_000, basicPartFen: 12_500 });
    const found = (date: string) =>
      kind(assessed([income(0)], { 'social-insurance': [residents] }, { baseDate: day(date) }), 'TRANSFER')?.foundFen;
    expect([found('2025-12-31'), found('2026-01-31')]).toEqual([90_000, 240_000]);
  });

  it('never takes money for veterans for income, and shows it', () => {
    const veteran = assessed([income(0)], { veterans: [fact('VETERAN_BENEFIT')] });
    expect(kind(veteran, 'TRANSFER')).toMatchObject({ foundFen: 0, shortFen: 0 });
    expect(labels(veteran)).toContain('查得：演示甲：优待抚恤金（不计入收入）');
  });

  it('shows an estimate and adds it to nothing', () => {
    const estimated = assessed([income(0)], {
      tax: [fact('SOLE_TRADER_TURNOVER')],
      'social-insurance': [fact('CONTRIBUTION_MONTH')],
    });
    expect(estimated.higher).toBeNull();
    expect(labels(estimated).filter((label) => label.includes('推算，不相加'))).toHaveLength(2);
  });

  it('counts business income as taxed, and not its turnover too', () => {
    const trader = assessed([income(0)], {
      tax: [fact('SOLE_TRADER_TURNOVER'), fact('TAXED_INCOME_MONTH', { kind: 'OPERATING', incomeFen: 70_000 })],
    });
    expect(kind(trader, 'OPERATING')?.foundFen).toBe(70_000);
    expect(labels(trader).some((label) => label.includes('营业额'))).toBe(false);
  });

  it('counts land that is let and the last dividend', () => {
    const farm = assessed([income(0)], {
      agriculture: [fact('CONTRACTED_LAND', { rentYearlyFen: 82_000 }), fact('COLLECTIVE_DIVIDEND')],
    });
    expect(kind(farm, 'PROPERTY')?.foundFen).toBe(202_000);
  });
});

describe('a household of rigid expenditure', () => {
  const withDisposable = (value: number | null): Partial<AssessmentInput> => ({
    pack: {
      ...PACK,
      rules: { ...PACK.rules, disposableIncomeYearlyFen: { ...PACK.rules.disposableIncomeYearlyFen, value } },
    },
  });

  it.each([
    ['above the edge, high expenditure, disposable income unknown', 30_000, 20_000, null, 'OPEN'],
    ['the same below the disposable income', 30_000, 20_000, 5_000_000, 'YES'],
    ['the same at the disposable income', 30_000, 20_000, 3_000_000, 'NO'],
    ['expenditure at the ratio', 30_000, 18_000, 5_000_000, 'NO'],
    ['below the edge line', 14_000, 12_000, 5_000_000, 'NO'],
  ] as const)('%s: %d of income, %d spent', (_, earned, spent, disposable, state) => {
    const { rigid: found } = assessed([income(earned), rigid(spent)], {}, withDisposable(disposable));
    expect(found.state).toBe(state);
  });
});

/** Income of every kind, known to every register that knows of income. */
const SOURCES = ['tax', 'social-insurance', 'housing-fund', 'agriculture', 'finance', 'veterans'] as const;

describe('a register that is silent', () => {
  const answers = fc.tuple(
    ...LIVES.filter(([source]) => SOURCES.some((one) => one === source)).map(([source, facts]) =>
      fc.array(facts, { maxLength: 4 }).map((found) => piece('p1', source, null, 'HIT', found)),
    ),
  );
  const silence = fc.constantFrom('NO_RESPONSE', 'PARTIAL', 'NOT_AUTHORISED', 'STALE', null);

  it('moves no figure of what was declared, adds nothing to what was found, and is not taken for whole', () => {
    fc.assert(
      fc.property(fc.nat(60_000), answers, fc.nat(), silence, (yuan, evidence, pick, kind) => {
        const silenced = evidence[pick % evidence.length];
        const silent = evidence.map((one) => (one === silenced ? { ...one, kind, facts: [] } : one));
        const before = assess(given(1, [income(yuan), rigid(3_000)], { evidence }));
        const after = assess(given(1, [income(yuan), rigid(3_000)], { evidence: silent }));
        if (before === null || after === null) throw new Error('the family has a member and an income');
        for (const part of ['members', 'income', 'standard', 'gap', 'rigid'] as const) {
          expect(after[part]).toEqual(before[part]);
        }
        expect(after.found.shortFen).toBeLessThanOrEqual(before.found.shortFen);
        const concerned = after.found.kinds.filter(({ whole }) => !whole);
        expect(concerned.length).toBeGreaterThan(0);
        for (const one of after.found.kinds.filter(({ whole }) => whole)) {
          expect(one).toEqual(before.found.kinds.find((same) => same.kind === one.kind));
        }
      }),
    );
  });
});

describe('whatever is found', () => {
  const tax = LIVES.find(([source]) => source === 'tax')?.[1];
  const social = LIVES.find(([source]) => source === 'social-insurance')?.[1];
  if (tax === undefined || social === undefined) throw new Error('lives know tax and social insurance');
  const yuan = fc.integer({ min: 0, max: 60_000 });
  const facts = fc.tuple(fc.array(tax, { maxLength: 4 }), fc.array(social, { maxLength: 4 }));

  it('keeps every fen of the shortfall in its kind, and the larger is never below the form', () => {
    fc.assert(
      fc.property(yuan, facts, (declared, [taxFacts, socialFacts]) => {
        const got = assessed([income(declared)], { tax: taxFacts, 'social-insurance': socialFacts });
        expect(got.found.shortFen).toBe(got.found.kinds.reduce((sum, { shortFen }) => sum + shortFen, 0));
        const higher = got.higher?.annualFen ?? got.income.annualFen;
        expect(higher - got.income.annualFen).toBe(got.found.shortFen);
        if (got.higher !== null) expect(got.higher.gap.gapFen).toBeGreaterThanOrEqual(got.gap.gapFen);
      }),
    );
  });

  it('does not depend on the order in which answers and facts came', () => {
    fc.assert(
      fc.property(yuan, facts, (declared, [taxFacts, socialFacts]) => {
        const there = assessed([income(declared)], { tax: taxFacts, 'social-insurance': socialFacts });
        const back = assessed([income(declared)], {
          'social-insurance': socialFacts.toReversed(),
          tax: taxFacts.toReversed(),
        });
        expect(back).toEqual(there);
      }),
    );
  });

  it('never lowers the larger when one more counted payment is found', () => {
    fc.assert(
      fc.property(yuan, facts, yuan, (declared, [taxFacts, socialFacts], more) => {
        const paid = fact('TAXED_INCOME_MONTH', { kind: 'PROPERTY_RENT', incomeFen: more * 100 });
        const answers = { tax: taxFacts, 'social-insurance': socialFacts };
        const annual = ({ higher, income: said }: Assessment): number => higher?.annualFen ?? said.annualFen;
        const richer = assessed([income(declared)], { ...answers, tax: [...taxFacts, paid] });
        expect(annual(richer)).toBeGreaterThanOrEqual(annual(assessed([income(declared)], answers)));
      }),
    );
  });
});
