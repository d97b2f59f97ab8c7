import { Problem } from '../platform/problem.ts';
import { normaliseNumber } from './citizen-number.ts';

/** An 18-character 统一社会信用代码 with a true check character (GB 32100-2015). */
export type CreditCode = string & { readonly __creditCode: true };

/** Digits and capitals without I, O, S, V, Z; a character's place is its value. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Powers of 3 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/**
 * Check character of the first 17.
 * @throws RangeError unless given 17 characters of the code's alphabet.
 */
export function creditCodeChecksum(first17: string): string {
  const values = Array.from(first17, (character) => ALPHABET.indexOf(character));
  if (values.length !== 17 || values.includes(-1)) throw new RangeError('a check character is computed from 17 others');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * Reads a credit code, full-width and lower-case writing included. Old 15-digit licence numbers are another thing
 * and refused.
 * @throws Problem INVALID_INPUT saying what is wrong, without the code.
 */
export function parseCreditCode(text: string): CreditCode {
  const code = normaliseNumber(text);
  if (code.length !== 18 || Array.from(code).some((character) => !ALPHABET.includes(character))) {
    throw new Problem({
      code: 'INVALID_INPUT',
      zh: '统一社会信用代码无效：应为 18 位数字或大写字母，不含 I、O、S、V、Z',
      en: 'Invalid credit code: it has 18 digits or capitals, without I, O, S, V, Z',
    });
  }
  if (creditCodeChecksum(code.slice(0, 17)) !== code[17]) {
    throw new Problem({
      code: 'INVALID_INPUT',
      zh: '统一社会信用代码无效：校验位不符，请对照证照逐位核对',
      en: 'Invalid credit code: its check character is wrong; compare it with the licence',
    });
  }
  return code as CreditCode;
}
