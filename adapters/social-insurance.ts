import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import {
  coded,
  compactDate,
  compactMonth,
  hundredths,
  optionalCode,
  optionalHundredths,
  optionalText,
} from './wire-scalars.ts';

/** Codes as social-insurance systems commonly have them (社会保险险种代码 and kin), from general knowledge. */
const SCHEME = {
  '110': 'PENSION',
  '120': 'PENSION',
  '170': 'PENSION',
  '210': 'UNEMPLOYMENT',
  '410': 'WORK_INJURY',
} as const;
const PAID_AS = { '1': 'EMPLOYEE', '2': 'FLEXIBLE', '3': 'RESIDENT' } as const;
const BENEFIT = {
  '11': 'EMPLOYEE',
  '12': 'PUBLIC_SECTOR',
  '17': 'RESIDENT',
  '21': 'INVALIDITY',
  '41': 'WORK_INJURY',
  '51': 'SURVIVOR',
} as const;
const PAYMENT = { '1': 'PAID', '2': 'SUSPENDED', '3': 'ENDED' } as const;
const WORK = { '1': 'EMPLOYED', '2': 'FLEXIBLE', '3': 'UNEMPLOYED' } as const;

/** 缴费明细: a month that was paid for. A month that is owed is not in the answer: nobody has paid it. */
const contribution = wireRecord({
  code: 'JFMX',
  fact: 'CONTRIBUTION_MONTH',
  wire: {
    /** 险种. */
    xzdm: coded(SCHEME),
    /** 费款所属期. */
    fkssq: compactMonth,
    /** 参保身份. */
    cbsf: coded(PAID_AS),
    /** 单位名称 and 统一社会信用代码; empty for those without an employer. */
    dwmc: optionalText(100),
    tyshxydm: optionalCode,
    /** 缴费基数. */
    jfjs: hundredths,
    /** 缴费标志: 1 in time, 2 paid afterwards. */
    jfbz: coded({ '1': 'IN_TIME', '2': 'AFTERWARDS' }),
  },
  read: (month) => ({
    scheme: month.xzdm,
    month: month.fkssq,
    paidAs: month.cbsf,
    employerName: month.dwmc,
    employerCode: month.tyshxydm,
    baseFen: month.jfjs,
    backPaid: month.jfbz === 'AFTERWARDS',
  }),
});

/** 待遇发放. */
const benefit = wireRecord({
  code: 'DYFF',
  fact: 'PENSION',
  wire: {
    /** 待遇类别. */
    dylb: coded(BENEFIT),
    /** 月待遇, and 基础养老金 in it. */
    ydy: hundredths,
    jcylj: optionalHundredths,
    /** 待遇起始. */
    dyqs: compactDate,
    /** 发放状态. */
    ffzt: coded(PAYMENT),
  },
  read: (paid) => ({
    kind: paid.dylb,
    monthlyFen: paid.ydy,
    basicPartFen: paid.jcylj,
    since: paid.dyqs,
    status: paid.ffzt,
  }),
});

/** 失业保险金: 月标准, 领取起始, 核定截止. */
const unemployment = wireRecord({
  code: 'SYJ',
  fact: 'UNEMPLOYMENT_BENEFIT',
  wire: { ybz: hundredths, lqqs: compactDate, hdjz: compactDate },
  read: ({ ybz, lqqs, hdjz }) => ({ monthlyFen: ybz, since: lqqs, until: hdjz }),
});

/** 就业失业登记: 登记状态, 单位名称, 登记日期. */
const registration = wireRecord({
  code: 'JYDJ',
  fact: 'EMPLOYMENT_REGISTRATION',
  wire: { djzt: coded(WORK), dwmc: optionalText(100), djrq: compactDate },
  read: ({ djzt, dwmc, djrq }) => ({ state: djzt, employerName: dwmc, since: djrq }),
});

/** 社会保险参保缴费、待遇和就业登记. Items per D4. */
export const socialInsurance = defineHubSource({
  id: 'social-insurance',
  department: { zh: '人力资源和社会保障局', en: 'Human Resources and Social Security Bureau' },
  subject: { zh: '社会保险和就业', en: 'social insurance and employment' },
  serviceCode: 'WX-RS-0401',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 45 },
  records: [contribution, benefit, unemployment, registration],
});
