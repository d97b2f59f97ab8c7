import { z } from 'zod';
import { defineSoapSource } from './soap-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, openEndDate, optionalNumber, wholeNumber, wireText } from './wire-scalars.ts';

/** Codes of GA/T 517 and GB/T 2261.2 婚姻状况代码 and kin, from general knowledge, not from the text. */
const KIND = { '1': 'URBAN', '2': 'RURAL', '3': 'UNIFIED' } as const;
const MARITAL = {
  '10': 'UNMARRIED',
  '20': 'MARRIED',
  // 初婚, 再婚, 复婚.
  '21': 'MARRIED',
  '22': 'MARRIED',
  '23': 'MARRIED',
  '30': 'WIDOWED',
  '40': 'DIVORCED',
  '90': 'UNKNOWN',
} as const;
const STATUS = {
  '0': 'NORMAL',
  '1': 'MOVED_OUT',
  '2': 'CANCELLED_DEATH',
  '3': 'CANCELLED_DUPLICATE',
  '4': 'CANCELLED_SETTLED_ABROAD',
} as const;

const relationCode = z.string().regex(/^\d{2}$/);

/** 户籍: the person's own page. A cancelled page is still answered, with its reason. */
const page = wireRecord({
  code: 'HJ',
  fact: 'HOUSEHOLD_REGISTRATION',
  wire: {
    /** 户号. */
    HH: wireText(20),
    /** 与户主关系, GB/T 4761. */
    YHZGX: relationCode,
    /** 户籍地址. */
    HJDZ: wireText(200),
    /** 户口性质. */
    HKXZ: coded(KIND),
    /** 婚姻状况, as somebody once reported it. */
    HYZK: coded(MARITAL),
    /** 户籍状态 and its day. */
    HJZT: coded(STATUS),
    ZTRQ: openEndDate,
  },
  read: (own) => ({
    registerNumber: own.HH,
    relationToHead: own.YHZGX,
    address: own.HJDZ,
    kind: own.HKXZ,
    maritalState: own.HYZK,
    status: own.HJZT,
    statusOn: own.ZTRQ,
  }),
});

/** 同户人员: 户号, 姓名, 公民身份号码 (none for a child not numbered yet), 与户主关系. */
const companion = wireRecord({
  code: 'TH',
  fact: 'REGISTER_COMPANION',
  wire: { HH: wireText(20), XM: wireText(100), GMSFHM: optionalNumber, YHZGX: relationCode },
  read: ({ HH, XM, GMSFHM, YHZGX }) => ({
    registerNumber: HH,
    name: XM,
    personNumber: GMSFHM,
    relationToHead: YHZGX,
  }),
});

/** 出入境汇总: 统计起, 统计止, 出境次数, 境外天数. Border control gives the sum only. */
const crossings = wireRecord({
  code: 'CRJ',
  fact: 'BORDER_CROSSINGS',
  wire: { TJQ: compactDate, TJZ: compactDate, CJCS: wholeNumber, JWTS: wholeNumber },
  read: ({ TJQ, TJZ, CJCS, JWTS }) => ({ since: TJQ, until: TJZ, exitCount: CJCS, abroadDays: JWTS }),
});

/** 户籍、同户人员和出入境汇总: the household register of the police. Items per D2. */
export const householdRegister = defineSoapSource({
  id: 'household-register',
  department: { zh: '公安局人口管理支队', en: 'Police, Population Administration' },
  subject: { zh: '户籍和出入境', en: 'household register and border crossings' },
  level: 'CITY',
  // Only citizens have a register; others are not asked about here.
  certificates: ['CITIZEN_NUMBER'],
  behaviour: {
    quota: { perSecond: 20, perDay: 50_000, concurrent: 10 },
    window: null,
    timeoutMs: 8_000,
    attempts: 3,
    breaker: { consecutiveFailures: 5, halfOpenAfterMs: 30_000 },
    turnaroundWorkingDays: 5,
    staleAfterDays: 30,
  },
  namespace: 'urn:wuxi:gongan:rk-query:1',
  operation: 'QueryPopulation',
  records: [page, companion, crossings],
});
