import { z } from 'zod';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { deadlines } from './deadline-schema.ts';
import { policyDate as date, sourced } from './sourced.ts';

/**
 * One set of rules of one region for one span of time, as data. Each value says where it comes from, and whether a
 * primary text was seen in full that applies here (`verified`); nothing else may be shown as law.
 */

const fen = z.int().nonnegative();
const percent = z.int().nonnegative();
const count = z.int().nonnegative();
const days = z.int().positive();
const months = z.int().positive();

/** Degrees of poverty by the gap 收入与支出差额, deepest first. */
export const DEGREES = ['DEEP', 'SEVERE', 'GENERAL', 'EDGE', 'NONE'] as const;
export type Degree = (typeof DEGREES)[number];

/** Items of rigid expenditure 刚性支出. Source: 刚性支出困难家庭认定办法 (2025), Art 5. */
const RIGID_ITEMS = ['MEDICAL', 'EDUCATION', 'DISABILITY_REHABILITATION', 'LIVING', 'OTHER'] as const;

/** Kinds of receipts that a rule may leave out of income. */
const INCOME_EXCLUSIONS = [
  'PREFERENTIAL_PENSION',
  'FAMILY_PLANNING_AWARD',
  'SCHOLARSHIP',
  'BRAVERY_AWARD',
  'SOCIAL_ASSISTANCE',
  'RESIDENTS_BASIC_PENSION',
  'OLD_AGE_ALLOWANCE',
  'DISABILITY_SUBSIDY',
] as const;

/** Why a verification is asked for. */
export const VERIFICATION_PURPOSES = ['APPLICATION', 'REVERIFICATION', 'OBJECTION', 'SUPERVISION'] as const;
export type VerificationPurpose = (typeof VERIFICATION_PURPOSES)[number];

const incomeExclusion = z.strictObject({
  kind: z.enum(INCOME_EXCLUSIONS),
  zh: z.string().min(1),
  /** First and last day on which the kind is left out; `null`: no end known. */
  validFrom: date,
  validTo: date.nullable(),
});

const degreeBands = z
  .array(
    z.strictObject({
      degree: z.enum(DEGREES),
      zh: z.string().min(1),
      /** The band holds gaps below this percentage of the dibao standard (strictly); `null`: all the rest. */
      belowPercent: percent.nullable(),
    }),
  )
  .refine(
    (bands) =>
      bands.every((band, index) => {
        const next = bands[index + 1];
        if (next === undefined) return band.belowPercent === null;
        return band.belowPercent !== null && (next.belowPercent === null || next.belowPercent > band.belowPercent);
      }),
    '分档须由低到高，只有最后一档不封顶 / bands must rise, and only the last one is open',
  );

const medicalBands = z
  .array(fen)
  .min(1)
  .refine(
    (bounds) => bounds[0] === 0 && bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0)),
    '金额档须从 0 起由低到高 / bands must rise from 0',
  );

/**
 * Categories of case and kinds of fact are defined on a higher floor than this room; a policy file is compared with
 * both.
 */
const code = z.string().regex(/^[A-Z][A-Z_]*$/);
const factKinds = z
  .array(code)
  .min(1)
  .refine((kinds) => new Set(kinds).size === kinds.length, '同一信息只能写一次 / each kind of fact is named once');

const rules = z.strictObject({
  /** 最低生活保障标准, fen for each person and month. */
  dibaoStandardFen: sourced(fen),
  /** 低保边缘: income below this multiple of the standard, at most two decimals. */
  edgeMultiple: sourced(z.number().min(1).multipleOf(0.01)),
  /** Financial assets for each person: at most this many months of the standard. */
  financialMonths: sourced(months),
  /** 刚性支出: above this percentage of income. */
  rigidRatioPercent: sourced(percent),
  /** Items of 刚性支出 that are recognised; absent: medical care, education and rehabilitation. */
  rigidItems: sourced(z.array(z.enum(RIGID_ITEMS)).min(1)).optional(),
  /** Items that count for the ratio to income, where they differ from those taken off for the gap; absent: the same. */
  rigidRatioItems: sourced(z.array(z.enum(RIGID_ITEMS)).min(1)).optional(),
  degreeBands: sourced(degreeBands),
  incomeExclusions: z.array(sourced(incomeExclusion)),
  /** 高龄津贴: left out where a city's own rule says so (2021 办法 Art 13, item 4); absent: it counts. */
  oldAgeAllowanceExcluded: sourced(z.boolean()).optional(),
  /** 必要的就业成本; `maxFenPerWorkerMonth` `null`: as declared, without a cap. */
  jobCostDeduction: sourced(z.strictObject({ allowed: z.boolean(), maxFenPerWorkerMonth: fen.nullable() })),
  exemptions: z.strictObject({
    /** 残疾人功能性补偿代步机动车 is no asset. */
    disabilityVehicle: sourced(z.boolean()),
    /** Non-residential premises that are the only home are no asset. */
    soleNonResidential: sourced(z.boolean()),
    /** A house on a village homestead 宅基地 is no home beyond those allowed; absent: it is one. */
    homestead: sourced(z.boolean()).optional(),
    /** Fuel motorcycles are no asset. */
    fuelMotorcycles: sourced(z.boolean()),
  }),
  /** Homes that a household may have. */
  homesAllowed: sourced(count),
  /** Vehicles in use that a household may have, exempt ones aside. */
  vehiclesAllowed: sourced(count),
  /** A figure within this percentage of its line needs a person. */
  nearLinePercent: sourced(percent),
  /** Enterprises with revenue in which members may have a part. */
  enterprisesAllowed: sourced(count),
  /** Income found beyond what was declared by more than this percentage needs a person. */
  incomeTolerancePercent: sourced(percent),
  /** How often one person may draw the same benefit. */
  sameBenefitAllowed: sourced(count),
  /** Whether the balance in the housing fund counts among financial assets. */
  housingFundIsAsset: sourced(z.boolean()),
  /** 辅助评估: a single outlay beyond so many months of the standard is looked at. */
  spendingLookMonths: sourced(months),
  /** 辅助评估: so many journeys abroad in a year are looked at. */
  exitsLookedAt: sourced(count),
  /** 过度医疗: from where a person of 医保 looks; yearly counts for each person. */
  medicalLook: sourced(
    z.strictObject({ selfPaidIncomePercent: percent, peerPercentile: percent, admissions: count, visits: count }),
  ),
  /** Lower bounds of the bands in which medical amounts are shown, rising from 0. */
  medicalBandsFen: sourced(medicalBands),
  /** 上年度居民人均可支配收入, fen; `null` where nobody has entered it. */
  disposableIncomeYearlyFen: sourced(fen.nullable()),
  /** Large outflows within so many months before the base date are looked at. */
  outflowMonths: sourced(months),
  /** Homes bought within so many months before the base date are looked at. */
  purchaseLookbackMonths: sourced(months),
  /** Working days from the request to the report. */
  reportDeadlineWorkingDays: sourced(days),
  /** Working days for a source, by registry id, where it is not the source's own. */
  sourceDeadlineWorkingDays: sourced(z.record(z.string().min(1), days)),
  /** Whether banks are asked only after every member has signed the letter. */
  banksWaitForAllSignatures: sourced(z.boolean()),
  /**
   * 赡养、抚养、扶养义务人: for each category of case the sources, by registry id, that their obligation needs, and of each
   * the kinds of fact. In a category that is not named, and where the rule is absent, nothing is asked about them.
   */
  obligorSources: sourced(z.record(code, z.record(z.string().min(1), factKinds))).optional(),
  /** Whether the person who registered a case may review its reports; absent: not. */
  registrarMayReview: sourced(z.boolean()).optional(),
  /** A report may be used for so many months from its issue. */
  reportValidityMonths: sourced(months),
  /** Working days in which to object to a report. */
  objectionWorkingDays: sourced(days),
  /** The other terms of the procedure; absent from packs that were entered before they were kept. */
  deadlines: deadlines.optional(),
});

/** Rules that a pack must state, itself or by what it inherits, before any case is judged by it. */
export const REQUIRED_RULES = (Object.keys(rules.shape) as (keyof typeof rules.shape)[]).filter(
  (rule) => !rules.shape[rule].safeParse(undefined).success,
);

const frame = {
  /** Stable, never reused: reports name it. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** The pack whose rules stand where this one states none: last year's, or that of a division above. */
  inherits: z.string().optional(),
  /** The pack that was left open and ends on the day before this one begins: it is in use, so it is not edited. */
  follows: z.string().optional(),
  /** The pack in whose place this one is used as soon as it is known; reports that name the other keep it. */
  supersedes: z.string().optional(),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** GB/T 2260 code; divisions below inherit. */
  region: z.string().regex(/^\d{6}$/),
  /** Divisions below `region` that have rules of their own and don't inherit. */
  exceptRegions: z.array(z.string().regex(/^\d{6}$/)),
  residence: z.enum(['URBAN', 'RURAL', 'ANY']),
  effectiveFrom: date,
  /** `null`: until another pack `follows`. */
  effectiveTo: date.nullable(),
  /** Last day for which nobody doubts that no newer standard has been set. */
  confirmedUntil: date,
  /** Day from which this office could know the pack; a decision before it was not made by it. */
  knownSince: date,
  /** Which day of the case must lie between `effectiveFrom` and `effectiveTo`. */
  chosenBy: z.enum(['BASE_DATE', 'APPLICATION', 'DECISION']),
};

type Days = {
  readonly effectiveFrom: CalendarDate;
  readonly effectiveTo: CalendarDate | null;
  readonly confirmedUntil: CalendarDate;
};

/** The days of a pack follow one another. */
function inOrder<Pack extends z.ZodType<Days>>(schema: Pack): Pack {
  return schema
    .refine((pack) => pack.effectiveTo === null || pack.effectiveTo >= pack.effectiveFrom, {
      path: ['effectiveTo'],
      message: '早于生效日 / ends before it begins',
    })
    .refine((pack) => pack.confirmedUntil >= pack.effectiveFrom, {
      path: ['confirmedUntil'],
      message: '早于生效日 / lies before effectiveFrom',
    });
}

export const policyPackSchema = inOrder(z.strictObject({ ...frame, rules }));

/** Rules as a file may leave them out: what it inherits from states them, or the place below. */
const someRules = rules.partial().extend({ exemptions: rules.shape.exemptions.partial().optional() });

/**
 * Rules that packs below inherit, of the nation or a province, as far as its texts go: no case is judged by it, and what
 * it leaves out the place itself must state.
 */
export const policyLayerSchema = inOrder(z.strictObject({ ...frame, layer: z.literal(true), rules: someRules }));

/** The form of a file, before it has taken the rules that it inherits. */
export const policyFileSchema = z.strictObject({ ...frame, layer: z.literal(true).optional(), rules: someRules });

export type PolicyPack = z.infer<typeof policyPackSchema>;
export type PolicyLayer = z.infer<typeof policyLayerSchema>;
/** The content of a policy file. */
export type PackOrLayer = PolicyPack | PolicyLayer;
/** The common part of packs and layers: everything except the rules. */
export type PackFrame = Omit<PolicyPack, 'rules'>;
export type PolicyRules = PolicyPack['rules'];

/** Whether these are rules that others inherit, by which no case is judged. */
export function isLayer(pack: PackOrLayer): pack is PolicyLayer {
  return 'layer' in pack;
}

/** Whether cases are judged by it. */
export function isPack(pack: PackOrLayer): pack is PolicyPack {
  return !isLayer(pack);
}
