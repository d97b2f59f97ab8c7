import { z } from 'zod';
import type { Fact } from '../evidence/facts.ts';

const enterpriseSchema = z.strictObject({ code: z.string(), name: z.string() });
type Enterprise = z.infer<typeof enterpriseSchema>;

/** The common origin of several facts about one person: one wrong entry that departments pass on to each other. */
export const factRootSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('STOLEN_IDENTITY'),
    /** Enterprises that were registered in the person's name without the person. */
    enterprises: z.array(enterpriseSchema).min(1).readonly(),
  }),
  z.strictObject({ kind: z.literal('FALSE_DEATH') }),
]);
export type FactRoot = z.infer<typeof factRootSchema>;

/** Whether a fact about the person of the dispute stems from its root. */
export function stemsFrom(root: FactRoot, fact: Fact): boolean {
  return root.kind === 'FALSE_DEATH'
    ? followsDeath(fact)
    : root.enterprises.some((enterprise) => isOf(enterprise, fact));
}

/**
 * The register of an enterprise in a stolen name lists the person, employs the person and declares tax for the
 * person.
 */
function isOf(enterprise: Enterprise, fact: Fact): boolean {
  if (fact.type === 'BUSINESS_ROLE') return fact.entityCode === enterprise.code;
  if (fact.type === 'SOLE_TRADER_TURNOVER') return fact.traderCode === enterprise.code;
  if (fact.type === 'TAXED_INCOME_MONTH') return isWritten(enterprise, fact.payerCode, fact.payerName);
  if (fact.type === 'CONTRIBUTION_MONTH') return isWritten(enterprise, fact.employerCode, fact.employerName);
  const employs = fact.type === 'EMPLOYMENT_REGISTRATION' || fact.type === 'HOUSING_FUND_ACCOUNT';
  return employs && isWritten(enterprise, null, fact.employerName);
}

/** Entries about a death, and payments that end with a death. */
function followsDeath(fact: Fact): boolean {
  if (fact.type === 'HOUSEHOLD_REGISTRATION') return fact.status === 'CANCELLED_DEATH';
  const endsWithIt = fact.type === 'PENSION' || fact.type === 'MEDICAL_ENROLMENT';
  if (endsWithIt) return fact.status === 'SUSPENDED' || fact.status === 'ENDED';
  return fact.type === 'CREMATION';
}

/** Compares by code. Registers that know an employer only by name may type it in other widths and with spaces. */
function isWritten(enterprise: Enterprise, code: string | null, name: string | null): boolean {
  if (code !== null) return code === enterprise.code;
  return name !== null && plain(name) === plain(enterprise.name);
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
