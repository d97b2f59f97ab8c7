import { hubOffice } from '../hub-office.ts';
import { compactDay, decimal, mark } from '../wire-forms.ts';

const STAGE = {
  KINDERGARTEN: '10',
  PRIMARY: '21',
  JUNIOR: '31',
  SENIOR: '34',
  VOCATIONAL: '36',
  COLLEGE: '41',
  BACHELOR: '42',
  POSTGRADUATE: '43',
} as const;
const OWNERSHIP = { PUBLIC: '1', PRIVATE: '2' } as const;

/** 教育 behind the hub. */
export const educationOffice = hubOffice({
  sourceId: 'education',
  serviceCode: 'WX-JY-1401',
  forms: {
    SCHOOL_ENROLMENT: {
      code: 'XJXX',
      write: (place) => ({
        xxmc: place.schoolName,
        xd: STAGE[place.stage],
        bxxz: OWNERSHIP[place.ownership],
        qrz: mark(place.fullTime),
        jwjd: mark(place.overseas),
        nsf: decimal(place.tuitionYearlyFen),
        nzz: decimal(place.aidYearlyFen),
        rxrq: compactDay(place.since),
        lxrq: compactDay(place.until),
      }),
    },
  },
});
