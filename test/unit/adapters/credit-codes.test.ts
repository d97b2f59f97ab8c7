import { expect, it } from 'vitest';
import { madeUpCreditCode } from '../../../adapters/sandbox/records/credit-codes.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

it('makes codes that hold by GB 32100 and name a division that is none', () => {
  const codes = Array.from({ length: 500 }, (_, serial) => madeUpCreditCode(serial * 37));
  for (const code of codes) {
    expect(code).toMatch(/^91320299MD\d{6}[\dX][0-9A-HJ-NPQRTUWXY]$/);
    // All 18 characters, weighted by powers of three, sum to a multiple of 31; the check character has the weight 1.
    const sum = Array.from(code).reduce(
      (total, character, place) => total + ALPHABET.indexOf(character) * (place === 17 ? 1 : 3 ** place % 31),
      0,
    );
    expect(sum % 31).toBe(0);
  }
  expect(new Set(codes).size).toBe(codes.length);
});
