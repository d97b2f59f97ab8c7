import { z } from 'zod';
import { calendarDateSchema } from './fact-scalars.ts';

/**
 * The vocabulary of facts: what a department can say about a person, in one form whatever the department's own.
 * Amounts are integer fen, areas hundredths of a square metre, dates calendar dates in Asia/Shanghai.
 * A change of a shape is a new version beside the old: stored facts name the version they were written in.
 */

/** A title in the real-estate register 不动产登记. Source: domain of 不动产登记暂行条例; items per D7. */
export const homeTitleSchema = z.strictObject({
  type: z.literal('HOME_TITLE'),
  /** 不动产单元号; identifies the property, so that two owners of one home count it once. */
  unitNumber: z.string().min(1).max(40),
  address: z.string().max(200),
  areaHundredths: z.int().nonnegative(),
  usage: z.enum(['RESIDENTIAL', 'NON_RESIDENTIAL', 'HOMESTEAD', 'PARKING']),
  tenure: z.enum(['SOLE', 'JOINT', 'BY_SHARE']),
  /** The person's share in per cent of the whole; 100 for a sole owner. Joint owners hold the whole together. */
  sharePercent: z.int().min(1).max(100),
  registeredOn: calendarDateSchema.nullable(),
  /** 现势 or 历史: a historical title says what was owned, never what is. */
  status: z.enum(['CURRENT', 'HISTORICAL', 'DEMOLISHED']),
  mortgaged: z.boolean(),
  sealed: z.boolean(),
});

/** A vehicle in the traffic police's register 机动车登记; items per D3. */
export const vehicleSchema = z.strictObject({
  type: z.literal('VEHICLE'),
  plateNumber: z.string().max(20),
  class: z.enum(['CAR', 'TRUCK', 'COACH', 'MOTORCYCLE', 'ELECTRIC_BICYCLE', 'DISABILITY_VEHICLE', 'TRACTOR', 'OTHER']),
  use: z.enum(['PRIVATE', 'HIRE', 'FREIGHT', 'OTHER']),
  model: z.string().max(80),
  /** Cylinder displacement in millilitres; `null` for an electric vehicle or where it is not recorded. */
  displacementMl: z.int().nonnegative().nullable(),
  firstRegisteredOn: calendarDateSchema.nullable(),
  status: z.enum([
    'NORMAL',
    'INSPECTION_OVERDUE',
    'SCRAP_OVERDUE',
    'SCRAPPED',
    'TRANSFERRED_OUT',
    'STOLEN',
    'DEREGISTERED',
  ]),
  inspectionValidUntil: calendarDateSchema.nullable(),
  mortgaged: z.boolean(),
  sealed: z.boolean(),
});

/** What one bank holds for one person at the base date: the sum over all accounts in that bank; items per D19. */
export const bankHoldingSchema = z.strictObject({
  type: z.literal('BANK_HOLDING'),
  bankCode: z.string().min(1).max(20),
  /** Sum of the balances of all accounts in this bank, integer fen. */
  balanceFen: z.int(),
  /** Wealth-management products at their value on the base date, integer fen. */
  wealthManagementFen: z.int().nonnegative(),
  accountCount: z.int().nonnegative(),
  dormantAccountCount: z.int().nonnegative(),
  /** Largest single outflow of the last half-year, integer fen; 0 where there was none. */
  largestOutflowFen: z.int().nonnegative(),
  largestOutflowOn: calendarDateSchema.nullable(),
});

export const factSchema = z.discriminatedUnion('type', [homeTitleSchema, vehicleSchema, bankHoldingSchema]);

export type HomeTitle = z.infer<typeof homeTitleSchema>;
export type Vehicle = z.infer<typeof vehicleSchema>;
export type BankHolding = z.infer<typeof bankHoldingSchema>;
export type Fact = z.infer<typeof factSchema>;
export type FactType = Fact['type'];

/** Version of the shapes above, stored with every set of facts. */
export const FACTS_SHAPE_VERSION = 1;
