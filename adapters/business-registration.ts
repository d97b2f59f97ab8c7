import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, flag, hundredths, openEndDate, optionalYear, wireCode, wireText } from './wire-scalars.ts';

/** Codes of the registration system, from general knowledge. */
const ROLE = {
  '01': 'LEGAL_REPRESENTATIVE',
  '02': 'SHAREHOLDER',
  '03': 'OFFICER',
  '04': 'SOLE_TRADER',
  '05': 'COOPERATIVE_MEMBER',
} as const;
const STATE = {
  '1': 'IN_BUSINESS',
  // 吊销，未注销: it may do no business, and stands in the register for ever.
  '2': 'REVOKED',
  // 吊销，已注销, and 注销.
  '3': 'DEREGISTERED',
  '4': 'DEREGISTERED',
} as const;

/** 任职出资: one for each part in each enterprise, so that a legal representative who holds shares is here twice. */
const role = wireRecord({
  code: 'RZCZ',
  fact: 'BUSINESS_ROLE',
  wire: {
    /** 市场主体名称, 统一社会信用代码; an old licence number of 15 digits where none was changed. */
    ztmc: wireText(120),
    tyshxydm: wireCode,
    /** 身份, 认缴出资额 in yuan. */
    sf: coded(ROLE),
    rjcze: hundredths,
    /** 登记状态 and its day, 成立日期. */
    djzt: coded(STATE),
    ztrq: openEndDate,
    clrq: compactDate,
    /** 经营异常名录标志, 最近年报年度. */
    jyyc: flag,
    nbnd: optionalYear,
    /** 冒名登记标志: the person has disputed the registration. */
    mmdj: flag,
  },
  read: (part) => ({
    entityName: part.ztmc,
    entityCode: part.tyshxydm,
    role: part.sf,
    subscribedFen: part.rjcze,
    state: part.djzt,
    registeredOn: part.clrq,
    stateOn: part.ztrq,
    abnormal: part.jyyc,
    lastReportYear: part.nbnd,
    identityDisputed: part.mmdj,
  }),
});

/** 市场主体登记. Items per D10. */
export const businessRegistration = defineHubSource({
  id: 'business-registration',
  department: { zh: '市场监督管理局', en: 'Market Regulation Bureau' },
  subject: { zh: '市场主体登记', en: 'registered enterprises' },
  serviceCode: 'WX-SC-1001',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 30 },
  records: [role],
});
