import { describe, expect, it } from 'vitest';
import { RESULTS } from '../../../src/indicators/outcome.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';
import { CASES } from '../../corpus/cases.ts';
import { checkedIn, compare, entriesOf, reckoned } from '../../corpus/entries.ts';

const RULES = [...new Set(CASES.map(({ rule }) => rule))];
const NO_DISAGREEMENT = { changed: [], replaced: [], gone: [], missing: [] };

describe('the corpus of rules', () => {
  it.each(RULES)('holds every case of %s, and the rule still gives the bytes that were entered', (rule) => {
    // changed: the rule needs a version of its own (npm run new:version); missing: npm run corpus enters it.
    expect(compare(entriesOf(rule, checkedIn()), reckoned(rule))).toEqual(NO_DISAGREEMENT);
  });

  it('speaks of no rule that is gone', () => {
    expect(new Set(Object.keys(checkedIn()).map((key) => key.split(' ')[0]))).toEqual(new Set(RULES));
  });

  it('tells a changed result from another input, a lost version and a new case', () => {
    const held = { a: '1 1', b: '1 1', c: '1 1' };
    expect(compare(held, { a: '1 2', b: '2 2', d: '1 1' })).toEqual({
      changed: ['a'],
      replaced: ['b'],
      gone: ['c'],
      missing: ['d'],
    });
  });
});

/** Results that a rule cannot give: income and outlay never exceed, and only homes and vehicles are left out of account. */
const IMPOSSIBLE: Readonly<Record<string, readonly string[]>> = {
  I01: [],
  I02: [],
  I03: ['EXEMPT'],
  I04: ['EXEMPT'],
  I09: ['EXEMPT'],
};

it.each(INDICATORS.map((indicator) => [indicator.id, indicator] as const))(
  'the corpus holds every result that %s can give',
  (id, indicator) => {
    const given = CASES.filter(({ rule }) => rule === id).map(({ input }) => indicator.evaluate(input).result);
    const impossible = IMPOSSIBLE[id] ?? ['EXCEEDS', 'EXEMPT'];
    expect(RESULTS.filter((result) => !given.includes(result))).toEqual(impossible);
  },
);
