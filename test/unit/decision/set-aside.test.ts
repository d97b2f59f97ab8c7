import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECISION_WORDS } from '../../../src/decision/decision-kind.ts';
import type { DecisionKind } from '../../../src/decision/decision-kind.ts';
import { isAgainst } from '../../../src/decision/decision-rules.ts';
import { markOf } from '../../../src/decision/set-aside.ts';
import type { Marked, SetAside } from '../../../src/decision/set-aside.ts';

const CHECK = 'check-1';
const day = (number: number) => new Date(Date.UTC(2018, 2, number));
const decision = (number: number, kind: DecisionKind, monthlyFen: number | null = null): Marked => ({
  id: `decision-${number}`,
  number: `JD-${number}`,
  kind,
  monthlyFen,
  verificationId: CHECK,
  reportVersion: 1,
  decidedAt: day(number),
});
const setAside = (number: number, verificationId: string | null = CHECK): SetAside => ({
  number: `YY-${number}`,
  verificationId,
  since: day(number),
});

describe('the mark of a decision that rests on what was set aside', () => {
  it('stands on a refusal on the version from before, with the objection, and says what to do', () => {
    const refused = decision(5, 'REFUSED');
    expect(markOf(refused, [refused], [setAside(9)], day(2))).toEqual({
      contests: ['YY-9'],
      since: day(9),
      replacedBy: null,
      words: {
        zh: '本决定依据的报告第 1 版中，有事实经异议或争议（YY-9）查明有误，已不再计入；须由有决定权的人员依据最新报告复核本决定。',
        en: expect.stringContaining('has to review this decision on the newest version'),
      },
    });
  });

  it('names the decision that took its place, and that one is not marked', () => {
    const refused = decision(5, 'REFUSED');
    const granted = decision(12, 'APPROVED', 50_000);
    const all = [refused, granted];
    expect(markOf(refused, all, [setAside(9)], day(2))).toMatchObject({ replacedBy: 'JD-12' });
    expect(markOf(granted, all, [setAside(9)], day(9))).toBeNull();
  });

  it.each([
    ['a version that knows it already', decision(12, 'REFUSED'), [setAside(9)], day(9)],
    ['an objection to the report of another check', decision(5, 'REFUSED'), [setAside(9, 'check-2')], day(2)],
    ['a grant', decision(5, 'APPROVED', 50_000), [setAside(9)], day(2)],
    ['a case in which nothing was set aside', decision(5, 'REFUSED'), [], day(2)],
  ])('stands on none for %s', (_what, one, setAsides, issuedAt) => {
    expect(markOf(one, [one], setAsides, issuedAt)).toBeNull();
  });

  it('stands for a dispute, whichever check the decision rests on', () => {
    const refused = decision(5, 'REFUSED');
    expect(markOf(refused, [refused], [setAside(9, null)], day(2))).toMatchObject({ contests: ['YY-9'] });
  });

  it('stands on a reduction, and on no raise', () => {
    const granted = decision(1, 'APPROVED', 50_000);
    const marked = (now: number) => {
      const change = decision(5, 'AMOUNT_CHANGED', now);
      return markOf(change, [granted, change], [setAside(9)], day(2)) !== null;
    };
    expect([marked(40_000), marked(60_000)]).toEqual([true, false]);
  });

  it('of all decisions of a case at most one stands marked: the last, against the family, on an earlier version', () => {
    const kinds = Object.keys(DECISION_WORDS) as DecisionKind[];
    const amount = fc.constantFrom(null, 10_000, 20_000, 30_000);
    const drawn = fc.record({ kind: fc.constantFrom(...kinds), amount, wait: fc.integer({ min: 2, max: 9 }) });
    const contests = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 5 }), contests, (rows, days) => {
        let at = 0;
        const all = rows.map(({ kind, amount: fen, wait }) => decision((at += wait), kind, fen));
        const setAsides = days.map((one) => setAside(one));
        const marks = all.map((one) => markOf(one, all, setAsides, new Date(one.decidedAt.getTime() - 3_600_000)));
        const standing = marks.filter((mark) => mark?.replacedBy === null);
        expect(standing.length).toBeLessThanOrEqual(1);
        const last = all.at(-1);
        const before = all.slice(0, -1).findLast(({ kind }) => kind === 'APPROVED' || kind === 'AMOUNT_CHANGED');
        const isMarked =
          last !== undefined &&
          isAgainst(last.kind, { before: before?.monthlyFen ?? null, now: last.monthlyFen }) &&
          days.some((one) => day(one).getTime() > last.decidedAt.getTime() - 3_600_000);
        expect(standing.length === 1).toBe(isMarked);
        // Earlier and later decisions do not change the words: they name each contest once.
        for (const mark of marks) expect(new Set(mark?.contests).size).toBeLessThanOrEqual(new Set(days).size);
      }),
    );
  });
});
