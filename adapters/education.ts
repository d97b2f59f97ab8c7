import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, flag, hundredths, openEndDate, wireText } from './wire-scalars.ts';

/** 学段 and 办学性质 as education systems commonly have them, from general knowledge. */
const STAGE = {
  '10': 'KINDERGARTEN',
  '21': 'PRIMARY',
  '31': 'JUNIOR',
  '34': 'SENIOR',
  '36': 'VOCATIONAL',
  '41': 'COLLEGE',
  '42': 'BACHELOR',
  '43': 'POSTGRADUATE',
} as const;
const OWNERSHIP = { '1': 'PUBLIC', '2': 'PRIVATE' } as const;

/** 学籍. The register is kept by term: a pupil who changed schools in between stands at the old one. */
const enrolment = wireRecord({
  code: 'XJXX',
  fact: 'SCHOOL_ENROLMENT',
  wire: {
    /** 学校名称, 学段, 办学性质. */
    xxmc: wireText(100),
    xd: coded(STAGE),
    bxxz: coded(OWNERSHIP),
    /** 全日制标志, 境外就读标志. */
    qrz: flag,
    jwjd: flag,
    /** 年收费标准, 年资助金额. */
    nsf: hundredths,
    nzz: hundredths,
    /** 入学日期, 毕业或离校日期. */
    rxrq: compactDate,
    lxrq: openEndDate,
  },
  read: (place) => ({
    schoolName: place.xxmc,
    stage: place.xd,
    ownership: place.bxxz,
    fullTime: place.qrz,
    overseas: place.jwjd,
    tuitionYearlyFen: place.nsf,
    aidYearlyFen: place.nzz,
    since: place.rxrq,
    until: place.lxrq,
  }),
});

/** 学籍、收费和资助. Items per D14; the copy is made each term, hence the age that its data may have. */
export const education = defineHubSource({
  id: 'education',
  department: { zh: '教育局', en: 'Education Bureau' },
  subject: { zh: '学籍和收费', en: 'enrolment and fees' },
  serviceCode: 'WX-JY-1401',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 200 },
  records: [enrolment],
});
