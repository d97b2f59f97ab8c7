import { agriculture } from './agriculture.ts';
import { banks } from './banks.ts';
import { businessRegistration } from './business-registration.ts';
import { civilAffairs } from './civil-affairs.ts';
import type { SourceDefinition } from '../src/sources/port.ts';
import { disability } from './disability.ts';
import { education } from './education.ts';
import { finance } from './finance.ts';
import { householdRegister } from './household-register.ts';
import { housingContracts } from './housing-contracts.ts';
import { housingFund } from './housing-fund.ts';
import { insurance } from './insurance.ts';
import { medicalInsurance } from './medical-insurance.ts';
import { realEstate } from './real-estate.ts';
import { securities } from './securities.ts';
import { socialInsurance } from './social-insurance.ts';
import { tax } from './tax.ts';
import { transportAndShips } from './transport-and-ships.ts';
import { vehicles } from './vehicles.ts';
import { veterans } from './veterans.ts';

/** Every source of the gateway, in the order of a report. A new source is one new file and one line here. */
export const SOURCES: readonly SourceDefinition[] = [
  // Sources about the members of the family.
  civilAffairs,
  householdRegister,
  education,
  disability,
  veterans,
  // Sources about its income.
  socialInsurance,
  tax,
  housingFund,
  businessRegistration,
  finance,
  agriculture,
  // Sources about its spending.
  medicalInsurance,
  // Sources about its assets.
  realEstate,
  housingContracts,
  vehicles,
  transportAndShips,
  banks,
  securities,
  insurance,
];

/** The source of an id, or `null` where there is none. */
export function findSource(id: string): SourceDefinition | null {
  return SOURCES.find((source) => source.id === id) ?? null;
}
