import type { FactOf, HomeTitle, Vehicle } from '../../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

/** Things that made-up people own or rent, each an ordinary one unless it says otherwise. */

/** Where the made-up home of a unit number lies. */
export function addressOf(unit: number): string {
  return `无锡市梁溪区演示路${(unit % 900) + 1}号${(unit % 18) + 1}室`;
}

export function home(unit: number, changes: Partial<HomeTitle> = {}): HomeTitle {
  return {
    type: 'HOME_TITLE',
    unitNumber: `320213${String(unit).padStart(6, '0')}GB00001F00010001`,
    address: addressOf(unit),
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

/** The contract by which a home was bought or sold; it agrees with the title in place, area and use. */
export function contractOf(
  title: Pick<HomeTitle, 'unitNumber' | 'address' | 'areaHundredths'>,
  changes: Partial<FactOf<'HOUSING_CONTRACT'>> = {},
): FactOf<'HOUSING_CONTRACT'> {
  return {
    type: 'HOUSING_CONTRACT',
    contractNumber: `YS-WQ-${title.unitNumber.slice(6, 12)}`,
    address: title.address,
    areaHundredths: title.areaHundredths,
    usage: 'RESIDENTIAL',
    role: 'BUYER',
    signedOn: parseCalendarDate('2003-06-20'),
    status: 'REGISTERED',
    priceFen: 18_000_000,
    ...changes,
  };
}

export function publicRental(unit: number, changes: Partial<FactOf<'PUBLIC_RENTAL'>> = {}): FactOf<'PUBLIC_RENTAL'> {
  return {
    type: 'PUBLIC_RENTAL',
    kind: 'PUBLIC_RENTAL',
    address: `无锡市梁溪区演示公寓${(unit % 90) + 1}幢${(unit % 30) + 1}室`,
    areaHundredths: 4500,
    rentMonthlyFen: 18_000,
    since: parseCalendarDate('2014-07-01'),
    until: null,
    ...changes,
  };
}

/** The tax paid when a vehicle was bought; it agrees with the vehicle in model and day. */
export function purchaseOf({ model, firstRegisteredOn }: Vehicle, priceFen: number): FactOf<'TAXED_PURCHASE'> {
  return {
    type: 'TAXED_PURCHASE',
    kind: 'VEHICLE',
    subject: model,
    purchasedOn: firstRegisteredOn ?? parseCalendarDate('2012-05-18'),
    priceFen,
  };
}

export function ship(serial: number, changes: Partial<FactOf<'SHIP'>> = {}): FactOf<'SHIP'> {
  return {
    type: 'SHIP',
    shipNumber: `YS${String(serial).padStart(10, '0')}`,
    kind: 'CARGO',
    grossTonHundredths: 12_000,
    use: 'OPERATING',
    registeredOn: parseCalendarDate('2008-03-11'),
    status: 'NORMAL',
    ...changes,
  };
}

export function farmMachine(changes: Partial<FactOf<'FARM_MACHINE'>> = {}): FactOf<'FARM_MACHINE'> {
  return {
    type: 'FARM_MACHINE',
    kind: 'TRACTOR',
    large: false,
    model: '演示牌YS-120',
    registeredOn: parseCalendarDate('2010-04-07'),
    status: 'NORMAL',
    ...changes,
  };
}

/** Contracted land; the rent is 900 yuan for each mu that is let. */
export function land(areaMuHundredths: number, transferredMuHundredths = 0): FactOf<'CONTRACTED_LAND'> {
  return {
    type: 'CONTRACTED_LAND',
    village: '演示镇演示村',
    areaMuHundredths,
    transferredMuHundredths,
    rentYearlyFen: transferredMuHundredths * 900,
  };
}
