import { z } from 'zod';
import { calendarDateSchema } from '../evidence/fact-scalars.ts';
import { INCOME_ITEM_CODES } from './income-item.ts';
import { isPlainText } from './plain-text.ts';

/** The largest amount in fen that can be declared, 100 thousand million yuan: sums of a whole form stay exact. */
const MOST_FEN = 10 ** 13;
/** In hundredths of a square metre: one square kilometre. */
const MOST_AREA = 10 ** 8;
/** In millilitres; the largest engines of ships have less. */
const MOST_DISPLACEMENT = 10 ** 8;

/**
 * The family's declaration, as on the paper form. Amounts are integer fen over the twelve months before the
 * application unless the field says otherwise. Until a source confirms an item, it is shown as 申报，未核对.
 */
const fen = z.int().nonnegative().max(MOST_FEN);
const yearlyFen = fen;
const text = z.string().refine(isPlainText).trim().min(1).max(200);

/** Income of the four kinds. Source: 最低生活保障审核确认办法 (2021), Art 13. */
const income = z.strictObject({
  kind: z.literal('INCOME'),
  incomeKind: z.enum(['WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER']),
  /** Item within the kind; exclusions of a policy pack speak of it. Stored ones may be of before the list was closed. */
  item: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
  yearlyFen,
  payer: text.nullable(),
});
/** Necessary cost of a job 必要的就业成本, deducted from wage. */
const jobCost = z.strictObject({ kind: z.literal('JOB_COST'), yearlyFen, note: text.nullable() });
/** Rigid expenditure 刚性支出: by whom it was taken and paid, and whether a receipt lies in the file. */
const rigidExpenditure = z.strictObject({
  kind: z.literal('RIGID_EXPENDITURE'),
  item: z.enum(['MEDICAL', 'EDUCATION', 'DISABILITY_REHABILITATION', 'LIVING', 'OTHER']),
  yearlyFen,
  institution: text,
  /** A designated institution 定点医药机构, for medical items. */
  designated: z.boolean(),
  payer: text,
  receipt: z.boolean(),
});
const home = z.strictObject({
  kind: z.literal('HOME'),
  address: text,
  areaHundredths: z.int().positive().max(MOST_AREA),
  usage: z.enum(['RESIDENTIAL', 'NON_RESIDENTIAL', 'HOMESTEAD', 'PARKING']),
  origin: text.nullable(),
  acquiredOn: calendarDateSchema.nullable(),
});
const vehicle = z.strictObject({
  kind: z.literal('VEHICLE'),
  craft: z.enum(['VEHICLE', 'SHIP']),
  plateNumber: z.string().refine(isPlainText).trim().min(1).max(20),
  model: text.nullable(),
  displacementMl: z.int().nonnegative().max(MOST_DISPLACEMENT).nullable(),
  boughtOn: calendarDateSchema.nullable(),
  priceFen: fen.nullable(),
});
const financialAsset = z.strictObject({
  kind: z.literal('FINANCIAL_ASSET'),
  assetKind: z.enum(['DEPOSIT', 'SECURITIES', 'CLAIM', 'INSURANCE', 'OTHER']),
  amountFen: fen,
  holder: text.nullable(),
});

/** Items that the family may leave to the verification, because departments and banks can answer for them. */
export const BY_CHECK_ITEMS = {
  WAGE: '工资性收入',
  OPERATING: '经营净收入',
  PROPERTY: '财产净收入',
  TRANSFER: '转移净收入',
  HOME: '房产',
  VEHICLE: '车船',
  DEPOSIT: '存款及理财',
  SECURITIES: '有价证券',
  INSURANCE: '保单现金价值',
} as const;
export type ByCheckItem = keyof typeof BY_CHECK_ITEMS;
/**
 * 以核对为准: left to the check, neither an amount nor nothing. Source: 社会救助法 (2026) Art 62: nothing may be asked of
 * applicants that the check can find; Art 40.
 */
const byCheck = z.strictObject({
  kind: z.literal('BY_CHECK'),
  // Object.keys forgets which keys they are.
  item: z.enum(Object.keys(BY_CHECK_ITEMS) as [ByCheckItem, ...ByCheckItem[]]),
});

const others = [jobCost, rigidExpenditure, home, vehicle, financialAsset, byCheck] as const;

/** A declared item as it is stored. */
export const declaredContentSchema = z.discriminatedUnion('kind', [income, ...others]);

/** A declared item as it comes in: items of income by the codes of {@link INCOME_ITEMS} alone. */
export const declaredInputSchema = z.discriminatedUnion('kind', [
  income.extend({ item: z.enum(INCOME_ITEM_CODES) }),
  ...others,
]);

export type DeclaredContent = z.infer<typeof declaredContentSchema>;
export type IncomeKind = z.infer<typeof income>['incomeKind'];

/** One line of the form, of one person or (where `personId` is null) of the family. */
export type DeclaredItem = { readonly personId: string | null; readonly content: DeclaredContent };

/** Version of the shapes above, stored with every item; 2 has `BY_CHECK` beside all of 1. */
export const DECLARED_SHAPE_VERSION = 2;
