import { hubOffice } from '../hub-office.ts';
import { compactDay, compactMonth, decimal } from '../wire-forms.ts';

const SCHEME = { PENSION: '110', UNEMPLOYMENT: '210', WORK_INJURY: '410' } as const;
const PAID_AS = { EMPLOYEE: '1', FLEXIBLE: '2', RESIDENT: '3' } as const;
const BENEFIT = {
  EMPLOYEE: '11',
  PUBLIC_SECTOR: '12',
  RESIDENT: '17',
  INVALIDITY: '21',
  WORK_INJURY: '41',
  SURVIVOR: '51',
} as const;
const PAYMENT = { PAID: '1', SUSPENDED: '2', ENDED: '3' } as const;
const WORK = { EMPLOYED: '1', FLEXIBLE: '2', UNEMPLOYED: '3' } as const;

/** 人社 behind the hub. */
export const socialInsuranceOffice = hubOffice({
  sourceId: 'social-insurance',
  serviceCode: 'WX-RS-0401',
  forms: {
    CONTRIBUTION_MONTH: {
      code: 'JFMX',
      write: (month) => ({
        xzdm: SCHEME[month.scheme],
        fkssq: compactMonth(month.month),
        cbsf: PAID_AS[month.paidAs],
        dwmc: month.employerName ?? '',
        tyshxydm: month.employerCode ?? '',
        jfjs: decimal(month.baseFen),
        jfbz: month.backPaid ? '2' : '1',
      }),
    },
    PENSION: {
      code: 'DYFF',
      write: (paid) => ({
        dylb: BENEFIT[paid.kind],
        ydy: decimal(paid.monthlyFen),
        jcylj: paid.basicPartFen === null ? '' : decimal(paid.basicPartFen),
        dyqs: compactDay(paid.since),
        ffzt: PAYMENT[paid.status],
      }),
    },
    UNEMPLOYMENT_BENEFIT: {
      code: 'SYJ',
      write: ({ monthlyFen, since, until }) => ({
        ybz: decimal(monthlyFen),
        lqqs: compactDay(since),
        hdjz: compactDay(until),
      }),
    },
    EMPLOYMENT_REGISTRATION: {
      code: 'JYDJ',
      write: ({ state, employerName, since }) => ({
        djzt: WORK[state],
        dwmc: employerName ?? '',
        djrq: compactDay(since),
      }),
    },
  },
});
