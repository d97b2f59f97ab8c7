import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, openEndDate, wholeNumber } from './wire-scalars.ts';

/** 残疾类别 GB/T 26341 and 证件状态, from general knowledge, not from the text. */
const CATEGORY = {
  '1': 'SIGHT',
  '2': 'HEARING',
  '3': 'SPEECH',
  '4': 'PHYSICAL',
  '5': 'INTELLECTUAL',
  '6': 'MENTAL',
  '7': 'MULTIPLE',
} as const;
const STATUS = { '1': 'VALID', '2': 'EXPIRED', '3': 'FROZEN', '4': 'CANCELLED' } as const;

/** 残疾人证. A certificate is one, but a frozen and a new one may stand side by side. */
const certificate = wireRecord({
  code: 'CJRZ',
  fact: 'DISABILITY_CERTIFICATE',
  wire: {
    /** 残疾类别, 残疾等级 1 to 4, 证件状态. */
    cjlb: coded(CATEGORY),
    cjdj: wholeNumber,
    zjzt: coded(STATUS),
    /** 发证日期, 有效期止; 99991231 for 长期. */
    fzrq: compactDate,
    yxqz: openEndDate,
  },
  read: ({ cjlb, cjdj, zjzt, fzrq, yxqz }) => ({
    category: cjlb,
    grade: cjdj,
    status: zjzt,
    issuedOn: fzrq,
    validUntil: yxqz,
  }),
});

/** 残疾人证. Items per D12. */
export const disability = defineHubSource({
  id: 'disability',
  department: { zh: '残疾人联合会', en: "Disabled Persons' Federation" },
  subject: { zh: '残疾人证', en: 'disability certificates' },
  serviceCode: 'WX-CL-1201',
  // A foreigner has no certificate of this kind.
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT'],
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 60 },
  records: [certificate],
});
