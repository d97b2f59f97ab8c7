import { z } from 'zod';
import { RULE_WORDS } from './rule-words.ts';
import type { SingleRule } from './rule-words.ts';

/** Rules whose value is one amount, number or switch: what an officer enters without a file. */
export const ENTERABLE = [
  'dibaoStandardFen',
  'edgeMultiple',
  'financialMonths',
  'rigidRatioPercent',
  'disposableIncomeYearlyFen',
  'homesAllowed',
  'vehiclesAllowed',
  'enterprisesAllowed',
  'sameBenefitAllowed',
  'nearLinePercent',
  'incomeTolerancePercent',
  'spendingLookMonths',
  'outflowMonths',
  'purchaseLookbackMonths',
  'oldAgeAllowanceExcluded',
  'housingFundIsAsset',
  'reportValidityMonths',
  'objectionWorkingDays',
  'reportDeadlineWorkingDays',
] as const satisfies readonly SingleRule[];
export type Enterable = (typeof ENTERABLE)[number];

const YUAN = z.string().regex(/^\d{1,9}(?:\.\d{1,2})?$/);
const NUMBER = z.string().regex(/^\d{1,6}(?:\.\d{1,2})?$/);

/** How the value of a rule is written by an officer. */
export function formOf(rule: Enterable): { readonly zh: string; readonly en: string } {
  if (rule.endsWith('Fen'))
    return { zh: '以元为单位，如 1111 或 1111.00', en: 'an amount in yuan, such as 1111 or 1111.00' };
  if (isSwitch(rule)) return { zh: 'true 或 false', en: 'true or false' };
  return { zh: '数字，如 24 或 1.5', en: 'a number, such as 24 or 1.5' };
}

/** A value as it was typed, in the form of a pack; `null` where it is none of its rule. */
export function readEntered(rule: Enterable, text: string): number | boolean | null {
  const plain = text.trim();
  if (isSwitch(rule)) return plain === 'true' ? true : plain === 'false' ? false : null;
  if (!rule.endsWith('Fen')) return NUMBER.safeParse(plain).success ? Number(plain) : null;
  if (!YUAN.safeParse(plain).success) return null;
  const [yuan = '0', cents = ''] = plain.split('.');
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}

function isSwitch(rule: Enterable): boolean {
  return rule === 'oldAgeAllowanceExcluded' || rule === 'housingFundIsAsset';
}

/** The name of a rule that an officer enters. */
export function enterableName(rule: Enterable): { readonly zh: string; readonly en: string } {
  const { zh, en } = RULE_WORDS[rule];
  return { zh, en };
}
