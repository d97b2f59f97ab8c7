import { businessRegistrationOffice } from './offices/business-registration.ts';
import { civilAffairsOffice } from './offices/civil-affairs.ts';
import { disabilityOffice } from './offices/disability.ts';
import { educationOffice } from './offices/education.ts';
import { householdRegisterOffice } from './offices/household-register.ts';
import { housingContractsOffice } from './offices/housing-contracts.ts';
import { housingFundOffice } from './offices/housing-fund.ts';
import { medicalInsuranceOffice } from './offices/medical-insurance.ts';
import type { OfficeSpec } from './office.ts';
import { realEstateOffice } from './offices/real-estate.ts';
import { socialInsuranceOffice } from './offices/social-insurance.ts';
import { taxOffice } from './offices/tax.ts';
import { transportAndShipsOffice } from './offices/transport-and-ships.ts';
import { vehicleOffice } from './offices/vehicles.ts';
import { veteransOffice } from './offices/veterans.ts';

/** Every simulated department that has a server of its own. A new source is one line here. */
export const OFFICES = [
  civilAffairsOffice,
  householdRegisterOffice,
  educationOffice,
  disabilityOffice,
  veteransOffice,
  socialInsuranceOffice,
  taxOffice,
  housingFundOffice,
  businessRegistrationOffice,
  medicalInsuranceOffice,
  realEstateOffice,
  housingContractsOffice,
  vehicleOffice,
  transportAndShipsOffice,
] as const satisfies readonly OfficeSpec[];

export type OfficeId = (typeof OFFICES)[number]['sourceId'];
