import { z } from 'zod';
import { calendarDateSchema } from '../src/evidence/fact-scalars.ts';
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

/** `2018-01-31`. */
export const wireDate = calendarDateSchema;

/** A date, or empty text or `null` where the register has none. */
export const optionalWireDate = z.union([z.literal('').transform(() => null), z.null(), calendarDateSchema]);

/** Text with GBK's private-use characters in their proper places. */
export const wireText = (longest: number) => z.string().max(longest).transform(withoutGbkPrivateUse);

/** `1` or `0`. */
export const flag = z.enum(['0', '1']).transform((text) => text === '1');
