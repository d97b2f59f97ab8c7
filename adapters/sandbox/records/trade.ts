import type { FactOf } from '../../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { madeUpCreditCode } from './credit-codes.ts';

/** Enterprises on paper and in life. */

/** A part in a made-up enterprise. @param serial the same number is always the same enterprise. */
export function businessRole(
  serial: number,
  entityName: string,
  changes: Partial<FactOf<'BUSINESS_ROLE'>> = {},
): FactOf<'BUSINESS_ROLE'> {
  return {
    type: 'BUSINESS_ROLE',
    entityName,
    // Beyond the employers, who have the first hundred.
    entityCode: madeUpCreditCode(100 + serial),
    role: 'LEGAL_REPRESENTATIVE',
    subscribedFen: 50_000_000,
    state: 'IN_BUSINESS',
    registeredOn: parseCalendarDate('2013-11-06'),
    stateOn: null,
    abnormal: false,
    lastReportYear: 2016,
    identityDisputed: false,
    ...changes,
  };
}

/** A small shop: registered, and known to the tax authority by the same code. */
export function shop(
  serial: number,
  entityName: string,
  yearlyFen: number,
): readonly [FactOf<'BUSINESS_ROLE'>, FactOf<'SOLE_TRADER_TURNOVER'>] {
  const role = businessRole(serial, entityName, { role: 'SOLE_TRADER', subscribedFen: 2_000_000 });
  return [
    role,
    {
      type: 'SOLE_TRADER_TURNOVER',
      traderName: entityName,
      traderCode: role.entityCode,
      basis: 'ASSESSED',
      since: parseCalendarDate('2017-01-01'),
      until: parseCalendarDate('2017-12-31'),
      turnoverFen: yearlyFen,
    },
  ];
}
