import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, hundredths, openEndDate, optionalNumber, optionalText, wireText } from './wire-scalars.ts';

/** Codes of the ministry's systems for low-income people and marriages, from general knowledge. */
const PROGRAM = {
  '10': 'MINIMUM_LIVING',
  '20': 'EXTREME_POVERTY',
  '30': 'MINIMUM_LIVING_EDGE',
  '40': 'EXPENDITURE_POVERTY',
  '50': 'ORPHAN',
  '60': 'TEMPORARY_AID',
} as const;
const MARRIAGE_STATE = { '1': 'MARRIED', '2': 'DIVORCED', '3': 'ANNULLED' } as const;

/** 救助待遇, of every region that reports to the province: what another region pays is in it. */
const aid = wireRecord({
  code: 'JZDY',
  fact: 'AID_ENTITLEMENT',
  wire: {
    /** 救助类别, 救助地行政区划. */
    jzlb: coded(PROGRAM),
    xzqh: wireText(12),
    /** 享受起止; 99991231 while it goes on. */
    xsqs: compactDate,
    xsjz: openEndDate,
    /** 月保障金, 一次性金额. */
    ybzj: hundredths,
    ycxje: hundredths,
    /** 户主证件号码; the household's head may be somebody else. */
    hzzjhm: optionalNumber,
    /** 银行卡后四位. */
    kwh: optionalText(4),
  },
  read: (one) => ({
    program: one.jzlb,
    division: one.xzqh,
    since: one.xsqs,
    until: one.xsjz,
    monthlyFen: one.ybzj,
    oneOffFen: one.ycxje,
    headNumber: one.hzzjhm,
    cardTail: one.kwh,
  }),
});

/** 婚姻登记: the newest entry last. Marriages of before the computers, or abroad, are not in it. */
const marriage = wireRecord({
  code: 'HYDJ',
  fact: 'MARRIAGE',
  wire: {
    /** 登记类别, 登记日期, 登记机关. */
    djlb: coded(MARRIAGE_STATE),
    djrq: compactDate,
    djjg: wireText(100),
    /** 配偶姓名, 配偶证件号码: of 15 digits or none in old entries, a passport's for a foreigner. */
    poxm: wireText(100),
    pozjhm: optionalNumber,
  },
  read: ({ djlb, djrq, djjg, poxm, pozjhm }) => ({
    state: djlb,
    spouseName: poxm,
    spouseNumber: pozjhm,
    registeredOn: djrq,
    authority: djjg,
  }),
});

/** 火化信息: 火化日期, 殡仪馆. Typed in by the funeral home, sometimes under another's number. */
const cremation = wireRecord({
  code: 'HHXX',
  fact: 'CREMATION',
  wire: { hhrq: compactDate, byg: wireText(100) },
  read: ({ hhrq, byg }) => ({ crematedOn: hhrq, place: byg }),
});

/** 低收入人口、婚姻登记和殡葬: what civil affairs keeps itself. Items per D1. */
export const civilAffairs = defineHubSource({
  id: 'civil-affairs',
  department: { zh: '民政局', en: 'Civil Affairs Bureau' },
  subject: { zh: '救助待遇、婚姻登记和殡葬', en: 'social assistance, marriages and cremations' },
  serviceCode: 'WX-MZ-0101',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 30 },
  records: [aid, marriage, cremation],
});
