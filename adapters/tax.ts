import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import {
  coded,
  compactDate,
  compactMonth,
  hundredths,
  optionalCode,
  signedYuan,
  wireCode,
  wireText,
} from './wire-scalars.ts';

/** 所得项目代码 of the withholding return as it stood before 2019, and codes of assessment; from general knowledge. */
const INCOME = {
  '0101': 'WAGE',
  '0200': 'OPERATING',
  '0400': 'LABOUR_SERVICE',
  '0500': 'AUTHOR',
  '0600': 'ROYALTY',
  '0700': 'INTEREST_DIVIDEND',
  '0800': 'PROPERTY_RENT',
  '0900': 'PROPERTY_TRANSFER',
  '1000': 'INCIDENTAL',
} as const;
const BASIS = { '1': 'ASSESSED', '2': 'INVOICED' } as const;
const PURCHASE = { '1': 'VEHICLE', '2': 'HOME' } as const;

/** 扣缴明细. A payer may declare in the name of somebody who never worked there: it is what was declared, no more. */
const income = wireRecord({
  code: 'KJMX',
  fact: 'TAXED_INCOME_MONTH',
  wire: {
    /** 税款所属期, 所得项目. */
    skssq: compactMonth,
    sdxm: coded(INCOME),
    /** 扣缴义务人名称 and 识别号; a private payer has none. */
    kjywr: wireText(100),
    kjrsbh: optionalCode,
    /** 收入额, 已扣缴税额. */
    sre: signedYuan,
    ykse: signedYuan,
  },
  read: ({ skssq, sdxm, kjywr, kjrsbh, sre, ykse }) => ({
    month: skssq,
    kind: sdxm,
    payerName: kjywr,
    payerCode: kjrsbh,
    incomeFen: sre,
    taxFen: ykse,
  }),
});

/** 个体工商户: 纳税人名称, 识别号, 征收方式, 所属期起止, 营业额. */
const turnover = wireRecord({
  code: 'GTYY',
  fact: 'SOLE_TRADER_TURNOVER',
  wire: {
    nsrmc: wireText(100),
    nsrsbh: wireCode,
    zsfs: coded(BASIS),
    ssqq: compactDate,
    ssqz: compactDate,
    yye: signedYuan,
  },
  read: ({ nsrmc, nsrsbh, zsfs, ssqq, ssqz, yye }) => ({
    traderName: nsrmc,
    traderCode: nsrsbh,
    basis: zsfs,
    since: ssqq,
    until: ssqz,
    turnoverFen: yye,
  }),
});

/** 车购税、契税: 税种, 车型或坐落, 购置日期, 计税价格. */
const purchase = wireRecord({
  code: 'GZSS',
  fact: 'TAXED_PURCHASE',
  wire: { gzlx: coded(PURCHASE), gzw: wireText(200), gzrq: compactDate, jsjg: hundredths },
  read: ({ gzlx, gzw, gzrq, jsjg }) => ({ kind: gzlx, subject: gzw, purchasedOn: gzrq, priceFen: jsjg }),
});

/** 个人所得税申报收入、个体工商户营业额和购置纳税. Items per D6; often given conditionally, hence the longer patience. */
export const tax = defineHubSource({
  id: 'tax',
  department: { zh: '税务局', en: 'Tax Bureau' },
  subject: { zh: '纳税申报收入和购置', en: 'income and purchases as taxed' },
  serviceCode: 'WX-SW-0601',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 60 },
  records: [income, turnover, purchase],
});
