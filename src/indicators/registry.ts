import type { Indicator } from './define-indicator.ts';
import { realEstate } from './i01-real-estate.ts';
import { vehicles } from './i02-vehicles.ts';
import { financialAssets } from './i03-financial-assets.ts';
import { enterprises } from './i04-enterprises.ts';
import { wages } from './i05-wages.ts';
import { transfers } from './i06-transfers.ts';
import { propertyIncome } from './i07-property-income.ts';
import { householdTruth } from './i08-household.ts';
import { doubleBenefit } from './i09-double-benefit.ts';
import { spending } from './i10-spending.ts';
import { medicalExcess } from './i11-medical-excess.ts';

/** Every indicator, in the order of the page: what a family owns, earns, is, and spends. */
export const INDICATORS: readonly Indicator[] = [
  realEstate,
  vehicles,
  financialAssets,
  enterprises,
  wages,
  transfers,
  propertyIncome,
  householdTruth,
  doubleBenefit,
  spending,
  medicalExcess,
];
