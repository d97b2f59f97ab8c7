import { soapOffice } from '../soap-office.ts';
import { compactDay } from '../wire-forms.ts';

const KIND = { URBAN: '1', RURAL: '2', UNIFIED: '3' } as const;
const MARITAL = { UNMARRIED: '10', MARRIED: '20', WIDOWED: '30', DIVORCED: '40', UNKNOWN: '90' } as const;
const STATUS = {
  NORMAL: '0',
  MOVED_OUT: '1',
  CANCELLED_DEATH: '2',
  CANCELLED_DUPLICATE: '3',
  CANCELLED_SETTLED_ABROAD: '4',
} as const;

/** 公安户政: SOAP of its own. */
export const householdRegisterOffice = soapOffice({
  sourceId: 'household-register',
  path: '/rkgl/services/PopulationQuery',
  operation: 'QueryPopulation',
  forms: {
    HOUSEHOLD_REGISTRATION: {
      code: 'HJ',
      write: (page) => ({
        HH: page.registerNumber,
        YHZGX: page.relationToHead,
        HJDZ: page.address,
        HKXZ: KIND[page.kind],
        HYZK: MARITAL[page.maritalState],
        HJZT: STATUS[page.status],
        ZTRQ: compactDay(page.statusOn),
      }),
    },
    REGISTER_COMPANION: {
      code: 'TH',
      write: (other) => ({
        HH: other.registerNumber,
        XM: other.name,
        GMSFHM: other.personNumber ?? '',
        YHZGX: other.relationToHead,
      }),
    },
    BORDER_CROSSINGS: {
      code: 'CRJ',
      write: ({ since, until, exitCount, abroadDays }) => ({
        TJQ: compactDay(since),
        TJZ: compactDay(until),
        CJCS: String(exitCount),
        JWTS: String(abroadDays),
      }),
    },
  },
});
