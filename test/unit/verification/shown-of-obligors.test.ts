import { describe, expect, it } from 'vitest';
import { asFarAsNeeded } from '../../../src/verification/shown-of-obligors.ts';
import { fact } from '../indicators/facts.ts';
import { piece } from '../indicators/world.ts';

const TAX = ['TAXED_INCOME_MONTH', 'SOLE_TRADER_TURNOVER', 'TAXED_PURCHASE'] as const;
const WAGES = fact('TAXED_INCOME_MONTH');
const CAR = fact('TAXED_PURCHASE');
const answer = piece('o1', 'tax', null, 'HIT', [WAGES, CAR]);
const needed = { tax: ['TAXED_INCOME_MONTH'] };

describe('an answer about a support obligor', () => {
  it('is shown as far as the obligation needs, and names what is held back', () => {
    expect(asFarAsNeeded(needed, answer, TAX)).toEqual({
      ...answer,
      kind: 'PARTIAL',
      facts: [WAGES],
      missing: ['SOLE_TRADER_TURNOVER', 'TAXED_PURCHASE'],
      reason: 'BEYOND_OBLIGATION',
    });
  });

  it('names beside it what the department left out itself', () => {
    const part = { ...answer, kind: 'PARTIAL' as const, missing: ['TAXED_INCOME_MONTH' as const] };
    expect(asFarAsNeeded(needed, part, TAX).missing).toEqual([...TAX]);
  });

  it('is shown whole where all of it is needed', () => {
    expect(asFarAsNeeded({ tax: TAX }, answer, TAX)).toBe(answer);
  });

  it.each([
    ['by a pack without the rule', null],
    ['by a rule that does not need the source', {}],
  ])('shows no fact %s', (_, rule) => {
    expect(asFarAsNeeded(rule, answer, TAX)).toMatchObject({ kind: 'PARTIAL', facts: [], missing: [...TAX] });
  });

  it.each(['NO_RECORD', 'NO_RESPONSE', 'NOT_AUTHORISED', 'IDENTITY_MISMATCH', null] as const)(
    'of the kind %s is shown as it is: it holds no fact',
    (kind) => {
      const other = piece('o1', 'tax', null, kind);
      expect(asFarAsNeeded(needed, other, TAX)).toBe(other);
    },
  );
});
