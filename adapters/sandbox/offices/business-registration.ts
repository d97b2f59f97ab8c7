import { hubOffice } from '../hub-office.ts';
import { compactDay, decimal, mark } from '../wire-forms.ts';

const ROLE = {
  LEGAL_REPRESENTATIVE: '01',
  SHAREHOLDER: '02',
  OFFICER: '03',
  SOLE_TRADER: '04',
  COOPERATIVE_MEMBER: '05',
} as const;
const STATE = { IN_BUSINESS: '1', REVOKED: '2', DEREGISTERED: '4' } as const;

/** 市场监管 behind the hub. */
export const businessRegistrationOffice = hubOffice({
  sourceId: 'business-registration',
  serviceCode: 'WX-SC-1001',
  forms: {
    BUSINESS_ROLE: {
      code: 'RZCZ',
      write: (part) => ({
        ztmc: part.entityName,
        tyshxydm: part.entityCode,
        sf: ROLE[part.role],
        rjcze: decimal(part.subscribedFen),
        djzt: STATE[part.state],
        ztrq: compactDay(part.stateOn),
        clrq: compactDay(part.registeredOn),
        jyyc: mark(part.abnormal),
        nbnd: part.lastReportYear === null ? '' : String(part.lastReportYear),
        mmdj: mark(part.identityDisputed),
      }),
    },
  },
});
