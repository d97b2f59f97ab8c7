import { z } from 'zod';

/**
 * The units of a fact's fields. `ends` is the required ending of the names of such fields, so that nobody mistakes
 * fen for yuan or mu for square metres; `null` where the name is free.
 */
export const UNITS = {
  FEN: { zh: '分', en: 'integer fen', ends: /Fen$/ },
  SIGNED_FEN: { zh: '分，可为负', en: 'integer fen, may be negative', ends: /Fen$/ },
  AREA_HUNDREDTHS: { zh: '0.01 平方米', en: 'hundredths of a square metre', ends: /[aA]reaHundredths$/ },
  MU_HUNDREDTHS: { zh: '0.01 亩', en: 'hundredths of a mu', ends: /MuHundredths$/ },
  TON_HUNDREDTHS: { zh: '0.01 吨', en: 'hundredths of a ton', ends: /TonHundredths$/ },
  PERCENT: { zh: '百分数', en: 'per cent', ends: /Percent(ile)?$/ },
  MILLILITRES: { zh: '毫升', en: 'millilitres', ends: /Ml$/ },
  COUNT: { zh: '', en: '', ends: /Count$/ },
  DAYS: { zh: '天', en: 'days', ends: /[dD]ays$/ },
  GRADE: { zh: '级，一级最重', en: 'a grade, 1 the gravest', ends: /[gG]rade$/ },
  DATE: { zh: '', en: '', ends: /(On|[sS]ince|[uU]ntil)$/ },
  MONTH: { zh: '年月', en: 'YYYY-MM', ends: /[mM]onth$/ },
  YEAR: { zh: '年份', en: 'a year', ends: /[yY]ear$/ },
  TEXT: { zh: '', en: '', ends: null },
  WORD: { zh: '', en: '', ends: null },
  DIVISION: { zh: 'GB/T 2260', en: 'GB/T 2260', ends: /[dD]ivision$/ },
  CREDIT_CODE: { zh: 'GB 32100', en: 'GB 32100', ends: /[cC]ode$/ },
  CURRENCY: { zh: 'ISO 4217', en: 'ISO 4217', ends: /[cC]urrency$/ },
  RELATION: { zh: 'GB/T 4761', en: 'GB/T 4761', ends: /[rR]elation(ToHead)?$/ },
  PERSON_NAME: { zh: '他人', en: "another person's", ends: /[nN]ame$/ },
  PERSON_NUMBER: { zh: '他人，须掩码', en: "another person's, to be masked", ends: /[nN]umber$/ },
  FLAG: { zh: '', en: '', ends: null },
} as const;
export type Unit = keyof typeof UNITS;

const meaningSchema = z.object({
  zh: z.string().min(1),
  en: z.string().min(1),
  unit: z.enum(Object.keys(UNITS) as Unit[]),
  /** For a closed list: each value with its Chinese word. */
  words: z.record(z.string(), z.string()).optional(),
});
export type Meaning = z.infer<typeof meaningSchema>;

/** The schema with its meaning, and with the description that zod itself and its JSON Schema know. */
export function mean<Schema extends z.ZodType>(schema: Schema, meaning: Meaning): Schema {
  return schema.meta({ ...meaning, description: describe(meaning) });
}

/**
 * The meaning of a field, also of one that may be `null` or that older facts lack.
 * @throws RangeError for a schema that `src/evidence/fact-scalars.ts` did not make: it has no unit.
 */
export function meaningOf(
  schema: z.ZodType,
): Meaning & { readonly description: string; readonly nullable: boolean; readonly optional: boolean } {
  const optional = schema instanceof z.ZodExactOptional;
  const given: unknown = optional ? schema.unwrap() : schema;
  const nullable = given instanceof z.ZodNullable;
  const bare: unknown = nullable ? given.unwrap() : given;
  const parsed = meaningSchema.safeParse(bare instanceof z.ZodType ? bare.meta() : undefined);
  if (!parsed.success) throw new RangeError('a field of a fact is made by fact-scalars.ts, which gives it its unit');
  return { ...parsed.data, description: describe(parsed.data), nullable: nullable || optional, optional };
}

function describe({ zh, en, unit }: Meaning): string {
  const { zh: inZh, en: inEn } = UNITS[unit];
  return inZh === '' ? `${zh} / ${en}` : `${zh}（${inZh}） / ${en} (${inEn})`;
}
