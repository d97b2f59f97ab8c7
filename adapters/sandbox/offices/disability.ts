import { hubOffice } from '../hub-office.ts';
import { compactDay } from '../wire-forms.ts';

const CATEGORY = {
  SIGHT: '1',
  HEARING: '2',
  SPEECH: '3',
  PHYSICAL: '4',
  INTELLECTUAL: '5',
  MENTAL: '6',
  MULTIPLE: '7',
} as const;
const STATUS = { VALID: '1', EXPIRED: '2', FROZEN: '3', CANCELLED: '4' } as const;

/** 残联 behind the hub. */
export const disabilityOffice = hubOffice({
  sourceId: 'disability',
  serviceCode: 'WX-CL-1201',
  forms: {
    DISABILITY_CERTIFICATE: {
      code: 'CJRZ',
      write: (certificate) => ({
        cjlb: CATEGORY[certificate.category],
        cjdj: String(certificate.grade),
        zjzt: STATUS[certificate.status],
        fzrq: compactDay(certificate.issuedOn),
        yxqz: compactDay(certificate.validUntil, '99991231'),
      }),
    },
  },
});
