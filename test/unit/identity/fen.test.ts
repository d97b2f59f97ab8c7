import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRound, formatYuan, sumFen } from '../../../src/identity/fen.ts';

const anyFen = fc.maxSafeInteger();

describe('formatYuan', () => {
  it('groups thousands and keeps two decimals', () => {
    expect(formatYuan(123_450)).toBe('1,234.50');
    expect(formatYuan(0)).toBe('0.00');
    expect(formatYuan(5)).toBe('0.05');
    expect(formatYuan(-123_456_789)).toBe('-1,234,567.89');
  });

  it('refuses a fraction of a fen', () => {
    expect(() => formatYuan(0.5)).toThrow(RangeError);
  });
});

describe('sumFen', () => {
  it('adds exactly', () => {
    expect(sumFen([])).toBe(0);
    expect(sumFen([1, 2, -3, 10])).toBe(10);
  });

  it('refuses what cannot be held exactly', () => {
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(() => sumFen([0.1])).toThrow(RangeError);
    expect(() => sumFen([Number.NaN])).toThrow(RangeError);
  });
});

describe('divideRound', () => {
  it('rounds half up, a negative half away from zero', () => {
    expect(divideRound(5, 2)).toBe(3);
    expect(divideRound(4, 3)).toBe(1);
    expect(divideRound(-5, 2)).toBe(-3);
    expect(Object.is(divideRound(-1, 3), 0)).toBe(true);
  });

  it('computes the boundary cases of the standard of 820 yuan', () => {
    expect(divideRound(2_600_000, 36)).toBe(72_222);
    expect(divideRound(2_952_000, 36)).toBe(82_000);
    expect(divideRound(4_000_000, 36)).toBe(111_111);
    expect(divideRound(5_400_000 - 3_000_000, 36)).toBe(66_667);
  });

  it('is the nearest whole number, however large the amount', () => {
    fc.assert(
      fc.property(anyFen, fc.integer({ min: 1, max: 10_000 }), (fen, n) => {
        const distance = BigInt(divideRound(fen, n)) * BigInt(n) - BigInt(fen);
        expect((distance < 0n ? -distance : distance) * 2n <= BigInt(n)).toBe(true);
      }),
    );
  });

  it.each([0, -1, 1.5])('refuses to divide by %d', (n) => {
    expect(() => divideRound(100, n)).toThrow(RangeError);
  });
});
