import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncovered } from '../../../src/indicators/uncovered.ts';
import type { Owed } from '../../../src/indicators/uncovered.ts';

const people = ['a', 'b', 'c'] as const;
const purses = fc.record({ a: fc.nat(20), b: fc.nat(20), c: fc.nat(20) }).map((each) => new Map(Object.entries(each)));
const amounts = fc.array(fc.record({ by: fc.subarray([...people], { minLength: 1 }), fen: fc.nat(20) }), {
  maxLength: 5,
});

/** By Hall: the most by which amounts of a group of people alone go beyond their purses together. */
function byEveryGroup(owed: readonly Owed[], own: ReadonlyMap<string, number>): number {
  const groups = people.reduce<string[][]>((all, one) => [...all, ...all.map((group) => [...group, one])], [[]]);
  return Math.max(
    ...groups.map((group) => {
      const theirs = owed.filter(({ by }) => by.every((one) => group.includes(one)));
      return theirs.reduce((sum, { fen }) => sum + fen, 0) - group.reduce((sum, one) => sum + (own.get(one) ?? 0), 0);
    }),
  );
}

describe('what purses leave uncovered', () => {
  it('is what no way of sharing could cover', () => {
    fc.assert(
      fc.property(amounts, purses, (owed, own) => {
        expect(uncovered(owed, own)).toBe(byEveryGroup(owed, own));
      }),
    );
  });

  it('is turned to another purse where one is needed for somebody else', () => {
    const own = new Map([
      ['a', 10],
      ['b', 10],
    ]);
    expect(
      uncovered(
        [
          { by: ['a', 'b'], fen: 10 },
          { by: ['a'], fen: 10 },
        ],
        own,
      ),
    ).toBe(0);
    expect(
      uncovered(
        [
          { by: ['a'], fen: 15 },
          { by: ['b'], fen: 2 },
        ],
        own,
      ),
    ).toBe(5);
  });
});
