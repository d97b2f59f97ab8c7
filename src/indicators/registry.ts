import type { Indicator } from './define-indicator.ts';
import { realEstate } from './i01-real-estate.ts';
import { vehicles } from './i02-vehicles.ts';
import { financialAssets } from './i03-financial-assets.ts';

/** Every indicator, in the order of the page. A new one is one new file and one line here. */
export const INDICATORS: readonly Indicator[] = [realEstate, vehicles, financialAssets];
