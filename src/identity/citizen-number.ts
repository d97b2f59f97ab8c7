import { calendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { halfWidth } from './half-width.ts';

/** An 18-character 公民身份号码 with a true date and checksum, upper-case X (GB 11643-1999). */
export type CitizenNumber = string & { readonly __citizenNumber: true };

export type Sex = 'MALE' | 'FEMALE';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** 15-digit serials set aside for people of a hundred years and more, who were born in 18xx (GB 11643-1989). */
const CENTENARIAN_SERIAL = 996;

const FAULTS = {
  length: { zh: '应为 18 位（或旧号 15 位）', en: 'it must have 18 characters, or 15 for an old number' },
  characters: { zh: '只能是数字，末位可为 X', en: 'only digits are allowed, and X at the end' },
  date: { zh: '其中的出生日期不存在', en: 'the date of birth in it never was' },
  checksum: { zh: '校验位不符，请对照证件逐位核对', en: 'its check character is wrong; compare it with the document' },
} as const;

function refusal(fault: keyof typeof FAULTS): Problem {
  const { zh, en } = FAULTS[fault];
  return new Problem({
    code: 'INVALID_CITIZEN_NUMBER',
    zh: `公民身份号码无效：${zh}`,
    en: `Invalid citizen number: ${en}`,
  });
}

/** Digits and X as meant: full-width forms, lower-case x, spaces and hyphens are ways of writing. */
export function normaliseNumber(text: string): string {
  return halfWidth(text)
    .replace(/[\s\p{Pd}\u2212\u200B-\u200D\uFEFF]/gu, '')
    .toUpperCase();
}

/**
 * Reads a citizen number, and turns an old 15-digit one into its 18-digit form. Length, characters, date of birth
 * and checksum are examined; the area is not, because people keep the codes of areas long abolished.
 * @throws Problem INVALID_CITIZEN_NUMBER saying which of the four failed, never the number.
 */
export function parseCitizenNumber(text: string): CitizenNumber {
  const plain = normaliseNumber(text);
  if (plain.length !== 18 && plain.length !== 15) throw refusal('length');
  if (!/^(\d{15}|\d{17}[\dX])$/.test(plain)) throw refusal('characters');
  const number = plain.length === 15 ? modernForm(plain) : plain;
  if (birthDateIn(number) === null) throw refusal('date');
  if (citizenChecksum(number.slice(0, 17)) !== number[17]) throw refusal('checksum');
  return number as CitizenNumber;
}

/**
 * Check character of the first 17 digits: ISO 7064 MOD 11-2. Residence permits share it.
 * @throws RangeError unless given 17 digits.
 */
export function citizenChecksum(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('a check character is computed from 17 digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Date of birth in positions 7 to 14 of an 18-character number, or `null` where no such day was. */
export function birthDateIn(number: string): CalendarDate | null {
  return calendarDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
}

/**
 * For screens and paper: area and last four characters stay, the date of birth is hidden. Permits of the same layout
 * are masked alike.
 */
export function maskCitizenNumber(number: string): string {
  return `${number.slice(0, 6)}********${number.slice(14)}`;
}

/**
 * The 15-digit form under which an old register may still keep the person, or `null` where there can be none:
 * 15-digit numbers were given out until 1999, and to those born in 18xx only with a serial of 996 or more.
 */
export function legacyForm(number: CitizenNumber): string | null {
  const century = number.slice(6, 8);
  const centenarian = Number(number.slice(14, 17)) >= CENTENARIAN_SERIAL;
  if (century !== (centenarian ? '18' : '19')) return null;
  return number.slice(0, 6) + number.slice(8, 17);
}

function modernForm(legacy: string): string {
  const century = Number(legacy.slice(12)) >= CENTENARIAN_SERIAL ? '18' : '19';
  const first17 = `${legacy.slice(0, 6)}${century}${legacy.slice(6)}`;
  return first17 + citizenChecksum(first17);
}
