import type { BankHolding, HomeTitle, Vehicle } from '../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { BankCode, Recorded, Registers } from './person.ts';

/** Things that made-up people own, each an ordinary one unless it says otherwise. */

export function home(unit: number, changes: Partial<HomeTitle> = {}): HomeTitle {
  return {
    type: 'HOME_TITLE',
    unitNumber: `320213${String(unit).padStart(6, '0')}GB00001F00010001`,
    address: `无锡市梁溪区演示路${(unit % 900) + 1}号${(unit % 18) + 1}室`,
    areaHundredths: 6800,
    usage: 'RESIDENTIAL',
    tenure: 'SOLE',
    sharePercent: 100,
    registeredOn: parseCalendarDate('2003-09-12'),
    status: 'CURRENT',
    mortgaged: false,
    sealed: false,
    ...changes,
  };
}

export function vehicle(serial: number, changes: Partial<Vehicle> = {}): Vehicle {
  return {
    type: 'VEHICLE',
    plateNumber: `苏BY${String(serial % 10_000).padStart(4, '0')}`,
    class: 'CAR',
    use: 'PRIVATE',
    model: '演示牌YS7160',
    displacementMl: 1598,
    firstRegisteredOn: parseCalendarDate('2012-05-18'),
    status: 'NORMAL',
    inspectionValidUntil: parseCalendarDate('2018-05-31'),
    mortgaged: false,
    sealed: false,
    ...changes,
  };
}

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

export type Possessions = {
  readonly titles?: readonly HomeTitle[];
  readonly vehicles?: readonly Vehicle[];
  readonly holdings?: readonly BankHolding[];
};

/** Enters possessions into the registers that keep them, under the identity that each register recorded. */
export function registersOf(possessions: Possessions, recorded: Recorded): Registers {
  const { titles = [], vehicles = [], holdings = [] } = possessions;
  return {
    realEstate: titles.length > 0 ? { recorded, titles } : null,
    vehicles: vehicles.length > 0 ? { recorded, vehicles } : null,
    banks: Object.fromEntries(holdings.map((kept) => [kept.bankCode, { recorded, holding: kept }])),
  };
}
