import { z } from 'zod';
import { calendarDateSchema } from '../src/evidence/fact-scalars.ts';
import { normaliseNumber } from '../src/identity/citizen-number.ts';
import { withoutGbkPrivateUse } from '../src/identity/gbk-private-use.ts';

/** Forms that departments share; each turns the department's text into ours or is no answer. */

/** A decimal of at most two places as hundredths: square metres or yuan, without passing through a fraction. */
export const hundredths = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,2})?$/)
  .transform((text) => {
    const [whole = '0', decimals = ''] = text.split('.');
    return Number(whole + decimals.padEnd(2, '0'));
  });

/** An amount in yuan that may be negative, as fen. */
export const signedYuan = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,2})?$/)
  .transform((text) => {
    const fen = hundredths.parse(text.replace('-', ''));
    return text.startsWith('-') && fen !== 0 ? -fen : fen;
  });

/** A count of at most six digits. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

/** Hundredths, or empty text where the register has none. */
export const optionalHundredths = z.union([z.literal('').transform(() => null), hundredths]);

/** `2018-01-31`. */
export const wireDate = calendarDateSchema;

/** A date, or empty text or `null` where the register has none. */
export const optionalWireDate = z.union([z.literal('').transform(() => null), z.null(), calendarDateSchema]);

/** `20180131`, the form of older systems. */
export const compactDate = z
  .string()
  // The year 9999 is how such systems write that something never ends: no day of anybody's life.
  .regex(/^(?!9999)\d{8}$/)
  .transform((digits) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)
  .pipe(calendarDateSchema);

/** A compact date; empty, or the year 9999 that stands for no end, is `null`. */
export const openEndDate = z.union([z.enum(['', '99991231']).transform(() => null), compactDate]);

/** `201801` as `2018-01`. */
export const compactMonth = z
  .string()
  .regex(/^(19|20)\d{2}(0[1-9]|1[0-2])$/)
  .transform((digits) => `${digits.slice(0, 4)}-${digits.slice(4)}`);

/** A compact month, or empty text where there is none. */
export const optionalMonth = z.union([z.literal('').transform(() => null), compactMonth]);

/** `2018`. */
export const wireYear = z
  .string()
  .regex(/^(19|20)\d{2}$/)
  .transform(Number);

/** A year, or empty text where there is none. */
export const optionalYear = z.union([z.literal('').transform(() => null), wireYear]);

/** Whole per cent up to 100, or empty text where there is none. */
export const optionalPercent = z.union([
  z.literal('').transform(() => null),
  z
    .string()
    .regex(/^(\d{1,2}|100)$/)
    .transform(Number),
]);

/** The texts that registers write in place of a missing number. */
const NO_NUMBER = /^(?:[/\\.*]*|无|无证件|不详|未知)$/;

/** The number of another person's document, of whatever kind, as registers write it, in one form; none is `null`. */
export const optionalNumber = z
  .string()
  .max(40)
  .transform((text) => {
    const number = normaliseNumber(text);
    return NO_NUMBER.test(number) ? null : number;
  });

/** The code of a firm in capitals; the vocabulary says which forms, old ones among them, are codes. */
export const wireCode = z.string().max(40).transform(normaliseNumber);

/** A code of a firm, or empty text where the register has none. */
export const optionalCode = wireCode.transform((code) => code || null);

/** Text, or `null` where the register has none. */
export const optionalText = (longest: number) => wireText(longest).transform((text) => text || null);

/** A code in our words. A code that is not in the table is no answer: it might mean the contrary of what we guess. */
export function coded<const Word extends string>(table: Readonly<Record<string, Word>>): z.ZodType<Word, string> {
  return z.string().transform((code, context) => {
    const found = Object.hasOwn(table, code) ? table[code] : undefined;
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'a code without a known meaning' });
    return z.NEVER;
  });
}

/**
 * Control characters, and those that turn the direction of what follows (Unicode 9, UAX #9, section 2): on a screen,
 * in a terminal or in print they show another text than was sent.
 */
const SHOWS_OTHERWISE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Text with GBK's private-use characters in their proper places. What would show otherwise than it reads is refused. */
export const wireText = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !SHOWS_OTHERWISE.test(text))
    .transform(withoutGbkPrivateUse);

/** `1` or `0`. */
export const flag = z.enum(['0', '1']).transform((text) => text === '1');
