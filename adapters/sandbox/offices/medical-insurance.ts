import { hubOffice } from '../hub-office.ts';
import { compactDay, decimal, mark } from '../wire-forms.ts';

const KIND = { EMPLOYEE: '310', RESIDENT: '390' } as const;
const STATUS = { ACTIVE: '1', SUSPENDED: '2', ENDED: '4' } as const;
const SETTING = { OUTPATIENT: '11', INPATIENT: '21', PHARMACY: '41' } as const;

/** 医保 behind the hub. */
export const medicalInsuranceOffice = hubOffice({
  sourceId: 'medical-insurance',
  serviceCode: 'WX-YB-0501',
  forms: {
    MEDICAL_ENROLMENT: {
      code: 'CBXX',
      write: ({ kind, status, since, aided }) => ({
        xzlx: KIND[kind],
        cbzt: STATUS[status],
        cbqs: compactDay(since),
        zzcb: mark(aided),
      }),
    },
    MEDICAL_SETTLEMENT: {
      code: 'JSXX',
      write: (visit) => ({
        jsrq: compactDay(visit.settledOn),
        yljg: visit.institutionName,
        ddbz: mark(visit.designated),
        yllb: SETTING[visit.setting],
        zfy: decimal(visit.totalFen),
        tczf: decimal(visit.pooledFen),
        dbzf: decimal(visit.seriousIllnessFen),
        yljz: decimal(visit.aidFen),
        grfd: decimal(visit.selfPaidFen),
        fybfw: visit.peerPercentile === null ? '' : String(visit.peerPercentile),
      }),
    },
  },
});
