import type { PartnerSpec } from './partner.ts';
import { agriculturePartner } from './partners/agriculture.ts';
import { bankPartners } from './partners/banks.ts';
import { financePartner } from './partners/finance.ts';
import { insurancePartner } from './partners/insurance.ts';
import { securitiesPartner } from './partners/securities.ts';

/** Every simulated source that takes batch files. A new source is one line here. */
export const PARTNERS = [
  financePartner,
  agriculturePartner,
  bankPartners,
  securitiesPartner,
  insurancePartner,
] as const satisfies readonly PartnerSpec[];

export type PartnerId = (typeof PARTNERS)[number]['sourceId'];
