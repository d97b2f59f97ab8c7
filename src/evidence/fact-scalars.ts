import { z } from 'zod';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { mean } from './field-meaning.ts';

/**
 * The few kinds of fields that facts are made of. Each takes what the field means, in Chinese and English, and carries
 * it with its unit as metadata of the schema, so that the GraphQL type of a fact needs no list of its own. The end of
 * a field's name says its unit too (`UNITS` in `src/evidence/field-meaning.ts`).
 */

/** A calendar date at a border: ISO form in, the same form out, an impossible day refused. */
export const calendarDateSchema: z.ZodType<CalendarDate, string> = z.iso.date().transform((text, context) => {
  try {
    return parseCalendarDate(text);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    context.addIssue({ code: 'custom', message: thrown.details.en });
    return z.NEVER;
  }
});

/** An amount that cannot be below zero, integer fen. */
export function fen(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'FEN' });
}

/** An amount that may be below zero, e.g. an overdrawn balance, integer fen. */
export function signedFen(zh: string, en: string): z.ZodInt {
  return mean(z.int(), { zh, en, unit: 'SIGNED_FEN' });
}

/** Floor area in hundredths of a square metre. */
export function areaHundredths(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'AREA_HUNDREDTHS' });
}

/** Land in hundredths of a mu 亩 (15 mu are a hectare). */
export function muHundredths(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'MU_HUNDREDTHS' });
}

/** Tonnage of a ship in hundredths. */
export function tonHundredths(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'TON_HUNDREDTHS' });
}

/** Whole per cent, `from` to 100. */
export function percent(zh: string, en: string, from = 0): z.ZodInt {
  return mean(z.int().min(from).max(100), { zh, en, unit: 'PERCENT' });
}

/** Cylinder displacement. */
export function millilitres(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'MILLILITRES' });
}

export function count(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'COUNT' });
}

export function days(zh: string, en: string): z.ZodInt {
  return mean(z.int().nonnegative(), { zh, en, unit: 'DAYS' });
}

/** A grade of a standard, the gravest first. */
export function grade(zh: string, en: string, from: number, to: number): z.ZodInt {
  return mean(z.int().min(from).max(to), { zh, en, unit: 'GRADE' });
}

/** A day in Asia/Shanghai. */
export function date(zh: string, en: string): z.ZodType<CalendarDate, string> {
  return mean(calendarDateSchema, { zh, en, unit: 'DATE' });
}

/** `2017-07`. */
export function month(zh: string, en: string): z.ZodString {
  return mean(z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/), { zh, en, unit: 'MONTH' });
}

/** A calendar year. */
export function year(zh: string, en: string): z.ZodInt {
  return mean(z.int().min(1900).max(2999), { zh, en, unit: 'YEAR' });
}

/** A department's free text, such as an address or the name of an institution; at least `shortest` characters. */
export function text(zh: string, en: string, longest: number, shortest = 0): z.ZodString {
  return mean(z.string().min(shortest).max(longest), { zh, en, unit: 'TEXT' });
}

/** One of a closed list; `words` gives each its Chinese word, which is shown beside the code. */
export function word<const Words extends Readonly<Record<string, string>>>(
  zh: string,
  en: string,
  words: Words,
): z.ZodEnum<{ [Word in keyof Words & string]: Word }> {
  // Object.keys forgets which keys they are.
  const values = Object.keys(words) as (keyof Words & string)[];
  return mean(z.enum(values), { zh, en, unit: 'WORD', words });
}

/** A GB/T 2260 code of 6, 9 or 12 digits. */
export function division(zh: string, en: string): z.ZodString {
  return mean(z.string().regex(/^\d{6}(\d{3}|\d{6})?$/), { zh, en, unit: 'DIVISION' });
}

/**
 * A 统一社会信用代码 (GB 32100), or a number of before: 13 or 15 digits of a business licence, or a tax number, which is
 * the district with an organisation code, or an identity number with two digits more for a sole trader's business.
 * That such numbers still stand in registers: seen in answers; their lengths from general knowledge.
 */
export function creditCode(zh: string, en: string): z.ZodString {
  return mean(z.string().regex(CREDIT_CODE), { zh, en, unit: 'CREDIT_CODE' });
}

const CREDIT_CODE = /^(?:[0-9A-HJ-NPQRTUWXY]{18}|\d{13}|\d{15}|\d{6}[0-9A-Z]{9}|\d{17}[\dX]\d{2}|\d{20})$/;

/** A currency by its three letters. */
export function currency(zh: string, en: string): z.ZodString {
  return mean(z.string().regex(/^[A-Z]{3}$/), { zh, en, unit: 'CURRENCY' });
}

/** Two digits of GB/T 4761. */
export function relation(zh: string, en: string): z.ZodString {
  return mean(z.string().regex(/^\d{2}$/), { zh, en, unit: 'RELATION' });
}

/** Name of another person than the one the fact is about. */
export function personName(zh: string, en: string): z.ZodString {
  return mean(z.string().min(1).max(100), { zh, en, unit: 'PERSON_NAME' });
}

/**
 * Number of another person's document, of whatever kind: 海字第0123456号 of a soldier, C123456(7) of Hong Kong. Never
 * shown unmasked. Whether it is a citizen number is seen where people are compared.
 */
export function personNumber(zh: string, en: string): z.ZodString {
  return mean(z.string().regex(PERSON_NUMBER), { zh, en, unit: 'PERSON_NUMBER' });
}

const PERSON_NUMBER = /^(?=.*\d)[0-9A-Z\p{Script=Han}()[\]〔〕《》#./*]{4,40}$/u;

/** Yes or no. */
export function flag(zh: string, en: string): z.ZodBoolean {
  return mean(z.boolean(), { zh, en, unit: 'FLAG' });
}
