import { hubOffice } from '../hub-office.ts';
import { compactDay, decimal } from '../wire-forms.ts';

const PROGRAM = {
  MINIMUM_LIVING: '10',
  EXTREME_POVERTY: '20',
  MINIMUM_LIVING_EDGE: '30',
  EXPENDITURE_POVERTY: '40',
  ORPHAN: '50',
  TEMPORARY_AID: '60',
} as const;
const MARRIAGE_STATE = { MARRIED: '1', DIVORCED: '2', ANNULLED: '3' } as const;

/** 民政 behind the hub. */
export const civilAffairsOffice = hubOffice({
  sourceId: 'civil-affairs',
  serviceCode: 'WX-MZ-0101',
  forms: {
    AID_ENTITLEMENT: {
      code: 'JZDY',
      write: (aid) => ({
        jzlb: PROGRAM[aid.program],
        xzqh: aid.division,
        xsqs: compactDay(aid.since),
        xsjz: compactDay(aid.until, '99991231'),
        ybzj: decimal(aid.monthlyFen),
        ycxje: decimal(aid.oneOffFen),
        hzzjhm: aid.headNumber ?? '',
        kwh: aid.cardTail ?? '',
      }),
    },
    MARRIAGE: {
      code: 'HYDJ',
      write: (entry) => ({
        djlb: MARRIAGE_STATE[entry.state],
        djrq: compactDay(entry.registeredOn),
        djjg: entry.authority,
        poxm: entry.spouseName,
        pozjhm: entry.spouseNumber ?? '',
      }),
    },
    CREMATION: {
      code: 'HHXX',
      write: ({ crematedOn, place }) => ({ hhrq: compactDay(crematedOn), byg: place }),
    },
  },
});
