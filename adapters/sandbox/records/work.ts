import type { Fact, FactOf } from '../../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../../src/platform/calendar-date.ts';
import { madeUpCreditCode } from './credit-codes.ts';
import { lastMonths } from './months.ts';

/** Work and what comes after it, as every department that hears of it writes it down. */

export type Employer = { readonly name: string; readonly code: string };

/** A made-up employer; the same number is always the same one. */
export function employer(number: number): Employer {
  const name = EMPLOYERS[number % EMPLOYERS.length] ?? EMPLOYERS[0];
  return { name, code: madeUpCreditCode(number % EMPLOYERS.length) };
}

const EMPLOYERS = [
  '无锡演示物业有限公司',
  '无锡演示机械有限公司',
  '无锡演示纺织有限公司',
  '无锡演示家政服务有限公司',
  '无锡演示餐饮管理有限公司',
  '无锡演示电子有限公司',
  '无锡演示保安服务有限公司',
  '无锡演示环卫服务有限公司',
] as const;

/** Lower limit of the contribution base, 2017-07; from general knowledge. */
const LOWEST_BASE_FEN = 277_200;
/** Part of the base that goes into the housing fund, employee and employer together, per cent. */
const FUND_PERCENT = 16;

export type Job = {
  readonly employer: Employer;
  readonly monthlyFen: number;
  readonly months?: readonly string[];
  readonly since?: CalendarDate;
  /** Small firms often pay nothing into the housing fund. */
  readonly fund?: boolean;
};

/** A job with all that it leaves: contributions, tax, housing fund and registration agree with each other. */
export function employed({
  employer: by,
  monthlyFen,
  months = lastMonths(12),
  since,
  fund = true,
}: Job): readonly Fact[] {
  const baseFen = Math.max(monthlyFen, LOWEST_BASE_FEN);
  return [
    ...months.map((month): FactOf<'CONTRIBUTION_MONTH'> => ({
      type: 'CONTRIBUTION_MONTH',
      scheme: 'PENSION',
      month,
      paidAs: 'EMPLOYEE',
      employerName: by.name,
      employerCode: by.code,
      baseFen,
      backPaid: false,
    })),
    ...taxed(by, monthlyFen, months),
    ...(fund ? [fundAccount(by, baseFen, months)] : []),
    {
      type: 'EMPLOYMENT_REGISTRATION',
      state: 'EMPLOYED',
      employerName: by.name,
      since: since ?? parseCalendarDate('2014-03-01'),
    },
  ];
}

/** Wages as the payer declared them. */
export function taxed(
  by: Employer,
  monthlyFen: number,
  months: readonly string[],
): readonly FactOf<'TAXED_INCOME_MONTH'>[] {
  return months.map((month) => ({
    type: 'TAXED_INCOME_MONTH',
    month,
    kind: 'WAGE',
    payerName: by.name,
    payerCode: by.code,
    incomeFen: monthlyFen,
    taxFen: wageTax(monthlyFen),
  }));
}

/** Contributions of somebody whom nobody employs. */
export function flexible(months: readonly string[] = lastMonths(12)): readonly Fact[] {
  return [
    ...months.map((month): FactOf<'CONTRIBUTION_MONTH'> => ({
      type: 'CONTRIBUTION_MONTH',
      scheme: 'PENSION',
      month,
      paidAs: 'FLEXIBLE',
      employerName: null,
      employerCode: null,
      baseFen: LOWEST_BASE_FEN,
      backPaid: false,
    })),
    { type: 'EMPLOYMENT_REGISTRATION', state: 'FLEXIBLE', employerName: null, since: parseCalendarDate('2015-05-01') },
  ];
}

/** Out of work since a day, with benefit, and with a fund account that was sealed then. */
export function unemployed(since: CalendarDate, until: CalendarDate, by: Employer): readonly Fact[] {
  const lastMonth = since.slice(0, 7);
  return [
    { type: 'UNEMPLOYMENT_BENEFIT', monthlyFen: 128_600, since, until },
    { type: 'EMPLOYMENT_REGISTRATION', state: 'UNEMPLOYED', employerName: null, since },
    { ...fundAccount(by, 320_000, lastMonths(24, lastMonth)), monthlyFen: 0, status: 'SEALED' },
  ];
}

function fundAccount(by: Employer, baseFen: number, months: readonly string[]): FactOf<'HOUSING_FUND_ACCOUNT'> {
  const monthlyFen = Math.round((baseFen * FUND_PERCENT) / 100);
  return {
    type: 'HOUSING_FUND_ACCOUNT',
    employerName: by.name,
    baseFen,
    monthlyFen,
    balanceFen: monthlyFen * months.length,
    status: 'NORMAL',
    lastPaidMonth: months.at(-1) ?? null,
    loanBalanceFen: 0,
  };
}

export function pension(
  kind: FactOf<'PENSION'>['kind'],
  monthlyFen: number,
  changes: Partial<FactOf<'PENSION'>> = {},
): FactOf<'PENSION'> {
  return {
    type: 'PENSION',
    kind,
    monthlyFen,
    basicPartFen: kind === 'RESIDENT' ? Math.min(monthlyFen, 31_500) : null,
    since: parseCalendarDate('2013-01-01'),
    status: 'PAID',
    ...changes,
  };
}

export function payroll(changes: Partial<FactOf<'PUBLIC_PAYROLL'>> = {}): FactOf<'PUBLIC_PAYROLL'> {
  return {
    type: 'PUBLIC_PAYROLL',
    unitName: '无锡市演示小学',
    kind: 'PUBLIC_INSTITUTION',
    since: parseCalendarDate('1999-08-01'),
    until: null,
    ...changes,
  };
}

/** Tax on a month's wage by the first brackets of the law as it stood from 2011-09 to 2018-09, contributions left out. */
function wageTax(monthlyFen: number): number {
  const taxable = Math.max(0, monthlyFen - 350_000);
  if (taxable <= 150_000) return Math.round(taxable * 0.03);
  if (taxable <= 450_000) return Math.round(taxable * 0.1) - 10_500;
  return Math.round(taxable * 0.2) - 55_500;
}
