import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeChecksum, parseCreditCode } from '../../../src/identity/credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const first17 = fc
  .array(fc.constantFrom(...ALPHABET.split('')), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''));
const invalid = expect.objectContaining({ code: 'INVALID_INPUT' });

describe('parseCreditCode', () => {
  // The codes of two public bodies: Tencent Computer Systems (Shenzhen) and Huawei Technologies.
  it.each(['9144030071526726XG', '914403001922038216'])('accepts the public code %s', (code) => {
    expect(parseCreditCode(code)).toBe(code);
  });

  it('understands lower case, full width and spaces', () => {
    expect(parseCreditCode('9144 0300 7152 6726 xg')).toBe('9144030071526726XG');
    expect(parseCreditCode('９１４４０３００７１５２６７２６ＸＧ')).toBe('9144030071526726XG');
  });

  it.each(['', '440301103448669', '9144030071526726XI', '9144030071526726XGG'])('refuses the form of %j', (code) => {
    expect(() => parseCreditCode(code)).toThrow(invalid);
  });

  it('notices every single wrong character', () => {
    fc.assert(
      fc.property(first17, fc.nat(17), fc.integer({ min: 1, max: 30 }), (start, position, step) => {
        const code = start + creditCodeChecksum(start);
        expect(parseCreditCode(code)).toBe(code);
        const other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(position)) + step) % 31);
        expect(() => parseCreditCode(code.slice(0, position) + other + code.slice(position + 1))).toThrow(invalid);
      }),
    );
  });

  it('computes a check character from 17 characters only', () => {
    expect(() => creditCodeChecksum('123')).toThrow(RangeError);
  });
});
