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
import { financialAssets as financialAssetsV3 } from './kept/i03-v3/i03-financial-assets.ts';
import { realEstate as realEstateV2 } from './kept/i01-v2-to-i11-v1/i01-real-estate.ts';
import { vehicles as vehiclesV2 } from './kept/i01-v2-to-i11-v1/i02-vehicles.ts';
import { financialAssets as financialAssetsV4 } from './kept/i01-v2-to-i11-v1/i03-financial-assets.ts';
import { enterprises as enterprisesV1 } from './kept/i01-v2-to-i11-v1/i04-enterprises.ts';
import { wages as wagesV1 } from './kept/i01-v2-to-i11-v1/i05-wages.ts';
import { transfers as transfersV1 } from './kept/i01-v2-to-i11-v1/i06-transfers.ts';
import { propertyIncome as propertyIncomeV1 } from './kept/i01-v2-to-i11-v1/i07-property-income.ts';
import { householdTruth as householdTruthV1 } from './kept/i01-v2-to-i11-v1/i08-household.ts';
import { doubleBenefit as doubleBenefitV1 } from './kept/i01-v2-to-i11-v1/i09-double-benefit.ts';
import { spending as spendingV1 } from './kept/i01-v2-to-i11-v1/i10-spending.ts';
import { medicalExcess as medicalExcessV1 } from './kept/i01-v2-to-i11-v1/i11-medical-excess.ts';

/** One indicator in all its versions that can still be run: the one in force, then those of kept reports. */
export type IndicatorVersions = readonly [current: Indicator, ...kept: Indicator[]];

/**
 * Every indicator, in the order of the page: what a family owns, earns, is, and spends. `npm run new:version -- I03`
 * lays a version aside in `kept/` and adds it behind the one in force.
 */
export const INDICATOR_VERSIONS: readonly IndicatorVersions[] = [
  [realEstate, realEstateV2],
  [vehicles, vehiclesV2],
  [financialAssets, financialAssetsV4, financialAssetsV3],
  [enterprises, enterprisesV1],
  [wages, wagesV1],
  [transfers, transfersV1],
  [propertyIncome, propertyIncomeV1],
  [householdTruth, householdTruthV1],
  [doubleBenefit, doubleBenefitV1],
  [spending, spendingV1],
  [medicalExcess, medicalExcessV1],
];

/** The version in force of every indicator. */
export const INDICATORS: readonly Indicator[] = INDICATOR_VERSIONS.map(([current]) => current);

/** The definition by which a report was made; `undefined` where this house does not hold it. */
export function findIndicator(id: string, version: number): Indicator | undefined {
  return INDICATOR_VERSIONS.flat().find((one) => one.id === id && one.version === version);
}
