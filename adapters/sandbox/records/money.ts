import type { BankHolding, FactOf } from '../../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { BankCode } from '../person.ts';

/** Money of made-up people, and money that they are given. */

export function holding(bankCode: BankCode, balanceFen: number, changes: Partial<BankHolding> = {}): BankHolding {
  return {
    type: 'BANK_HOLDING',
    bankCode,
    balanceFen,
    wealthManagementFen: 0,
    accountCount: 1,
    dormantAccountCount: 0,
    largestOutflowFen: 0,
    largestOutflowOn: null,
    ...changes,
  };
}

export function securities(
  marketValueFen: number,
  changes: Partial<FactOf<'SECURITIES_HOLDING'>> = {},
): FactOf<'SECURITIES_HOLDING'> {
  return { type: 'SECURITIES_HOLDING', accountCount: 1, marketValueFen, cashFen: 0, status: 'NORMAL', ...changes };
}

export function policy(
  cashValueFen: number,
  changes: Partial<FactOf<'INSURANCE_POLICY'>> = {},
): FactOf<'INSURANCE_POLICY'> {
  return {
    type: 'INSURANCE_POLICY',
    insurerName: '演示人寿保险股份有限公司',
    kind: 'LIFE',
    role: 'POLICYHOLDER',
    cashValueFen,
    yearlyPremiumFen: 120_000,
    status: 'IN_FORCE',
    since: parseCalendarDate('2012-09-01'),
    ...changes,
  };
}

/** Aid of civil affairs that goes on, in 梁溪区. */
export function aid(changes: Partial<FactOf<'AID_ENTITLEMENT'>> = {}): FactOf<'AID_ENTITLEMENT'> {
  return {
    type: 'AID_ENTITLEMENT',
    program: 'MINIMUM_LIVING',
    division: '320213',
    since: parseCalendarDate('2015-10-01'),
    until: null,
    monthlyFen: 42_000,
    oneOffFen: 0,
    headNumber: null,
    cardTail: '1688',
    ...changes,
  };
}

/** The same subsidy in each of some months. */
export function subsidies(
  kind: FactOf<'SUBSIDY_PAYMENT'>['kind'],
  item: string,
  amountFen: number,
  months: readonly string[],
): readonly FactOf<'SUBSIDY_PAYMENT'>[] {
  return months.map((month) => ({ type: 'SUBSIDY_PAYMENT', kind, item, month, amountFen }));
}

export function dividends(amountFen: number, years: readonly number[]): readonly FactOf<'COLLECTIVE_DIVIDEND'>[] {
  return years.map((year) => ({
    type: 'COLLECTIVE_DIVIDEND',
    collectiveName: '演示镇演示村股份经济合作社',
    year,
    amountFen,
  }));
}

/** A benefit for veterans or their families; no income, whatever it amounts to. */
export function veteranBenefit(kind: FactOf<'VETERAN_BENEFIT'>['kind'], monthlyFen: number): FactOf<'VETERAN_BENEFIT'> {
  return { type: 'VETERAN_BENEFIT', kind, monthlyFen, since: parseCalendarDate('2012-10-01') };
}
