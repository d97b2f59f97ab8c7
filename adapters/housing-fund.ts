import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, hundredths, optionalMonth, optionalText } from './wire-scalars.ts';

/** 个人账户状态 of the housing fund's data standard, from general knowledge. */
const STATUS = { '01': 'NORMAL', '02': 'SEALED', '05': 'CLOSED' } as const;

/** 个人账户. Somebody who changed employers has several; a sealed one still holds its money. */
const account = wireRecord({
  code: 'GRZH',
  fact: 'HOUSING_FUND_ACCOUNT',
  wire: {
    /** 单位名称, 缴存基数, 月缴存额, 个人账户余额. */
    dwmc: optionalText(100),
    jcjs: hundredths,
    yjce: hundredths,
    zhye: hundredths,
    /** 账户状态, 缴至年月, 贷款余额. */
    zhzt: coded(STATUS),
    jzny: optionalMonth,
    dkye: hundredths,
  },
  read: ({ dwmc, jcjs, yjce, zhye, zhzt, jzny, dkye }) => ({
    employerName: dwmc,
    baseFen: jcjs,
    monthlyFen: yjce,
    balanceFen: zhye,
    status: zhzt,
    lastPaidMonth: jzny,
    loanBalanceFen: dkye,
  }),
});

/** 住房公积金. Items per D9. */
export const housingFund = defineHubSource({
  id: 'housing-fund',
  department: { zh: '住房公积金管理中心', en: 'Housing Provident Fund Centre' },
  subject: { zh: '住房公积金', en: 'the housing fund' },
  serviceCode: 'WX-GJJ-0901',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 45 },
  records: [account],
});
