import { z } from 'zod';
import type { FactDefinition } from './define-fact.ts';
import { collectiveDividend, contractedLand, farmMachine } from './facts/agriculture.ts';
import { bankHolding } from './facts/bank-holding.ts';
import { bankLine } from './facts/bank-line.ts';
import { businessRole } from './facts/business-role.ts';
import { aidEntitlement, cremation, marriage } from './facts/civil-affairs.ts';
import { disabilityCertificate } from './facts/disability.ts';
import { schoolEnrolment } from './facts/education.ts';
import { homeTitle } from './facts/home-title.ts';
import { borderCrossings, householdRegistration, registerCompanion } from './facts/household-register.ts';
import { housingFundAccount } from './facts/housing-fund.ts';
import { housingContract, publicRental, rentSubsidy } from './facts/housing.ts';
import { insurancePolicy } from './facts/insurance.ts';
import { medicalEnrolment, medicalSettlement } from './facts/medical-insurance.ts';
import { publicPayroll, subsidyPayment } from './facts/public-finance.ts';
import { securitiesHolding } from './facts/securities.ts';
import { contributionMonth, employmentRegistration, pension, unemploymentBenefit } from './facts/social-insurance.ts';
import { soleTraderTurnover, taxedIncomeMonth, taxedPurchase } from './facts/tax.ts';
import { ship, transportLicence } from './facts/transport.ts';
import { vehicle } from './facts/vehicle.ts';
import { veteranBenefit } from './facts/veterans.ts';

/**
 * The vocabulary of facts: what a department can say about a person, in one form whatever the department's own.
 * Amounts are integer fen, areas hundredths of a square metre, dates calendar dates in Asia/Shanghai; every field says
 * its unit (`src/evidence/field-meaning.ts`). A change of a shape is a new version beside the old: stored facts name
 * the version they were written in.
 */
export const FACTS = [
  aidEntitlement,
  marriage,
  cremation,
  householdRegistration,
  registerCompanion,
  borderCrossings,
  vehicle,
  contributionMonth,
  pension,
  unemploymentBenefit,
  employmentRegistration,
  medicalEnrolment,
  medicalSettlement,
  taxedIncomeMonth,
  soleTraderTurnover,
  taxedPurchase,
  homeTitle,
  housingContract,
  publicRental,
  rentSubsidy,
  housingFundAccount,
  businessRole,
  disabilityCertificate,
  publicPayroll,
  subsidyPayment,
  schoolEnrolment,
  contractedLand,
  farmMachine,
  collectiveDividend,
  veteranBenefit,
  ship,
  transportLicence,
  bankHolding,
  bankLine,
  securitiesHolding,
  insurancePolicy,
] as const;

type Schemas<Definitions extends readonly { readonly schema: unknown }[]> = {
  -readonly [Place in keyof Definitions]: Definitions[Place]['schema'];
};

// `map` forgets that it gives as many as it is given.
export const factSchema = z.discriminatedUnion('type', FACTS.map(({ schema }) => schema) as Schemas<typeof FACTS>);

const DEFINITIONS: ReadonlyMap<string, FactDefinition> = new Map(FACTS.map((one) => [one.type, one]));

/** The definition of a kind of fact. */
export function definitionOf(type: FactType): FactDefinition {
  const found = DEFINITIONS.get(type);
  if (found === undefined) throw new RangeError('a kind of fact is of the vocabulary');
  return found;
}

/** The kinds of fact, by their stable words. */
export const FACT_KINDS = FACTS.map(({ type }) => type);

export type Fact = z.infer<typeof factSchema>;
export type FactType = Fact['type'];
export type FactOf<Type extends FactType> = Extract<Fact, { readonly type: Type }>;

export type HomeTitle = FactOf<'HOME_TITLE'>;
export type Vehicle = FactOf<'VEHICLE'>;
export type BankHolding = FactOf<'BANK_HOLDING'>;
export type BankLine = FactOf<'BANK_LINE'>;

/** Version of the shapes above, stored with every set of facts. */
export const FACTS_SHAPE_VERSION = 1;
