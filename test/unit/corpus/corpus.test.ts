import { describe, expect, it } from 'vitest';
import { RESULTS } from '../../../src/indicators/outcome.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';
import { CASES } from '../../corpus/cases.ts';
import { checkedIn, compare, reckoned } from '../../corpus/entries.ts';

const disagreement = () => compare(checkedIn(), reckoned());

describe('the corpus of rules', () => {
  it('gives the bytes that were entered: a rule that changed is a new version (npm run new:version)', () => {
    expect(disagreement().changed).toEqual([]);
  });

  it('keeps its inputs: another input has another name', () => {
    expect(disagreement().replaced).toEqual([]);
  });

  it('keeps its versions and its cases', () => {
    expect(disagreement().gone).toEqual([]);
  });

  it('holds every case by every version (npm run corpus)', () => {
    expect(disagreement().missing).toEqual([]);
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

/** Results that a rule cannot give: income and outlay never exceed, and only vehicles are left out of account. */
const IMPOSSIBLE: Readonly<Record<string, readonly string[]>> = {
  I01: ['EXEMPT'],
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
