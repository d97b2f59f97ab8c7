import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, hundredths, openEndDate, wireText } from './wire-scalars.ts';

/** Codes of sales and rental systems, from general knowledge. */
const USAGE = { '10': 'RESIDENTIAL', '20': 'NON_RESIDENTIAL', '30': 'PARKING' } as const;
const ROLE = { '1': 'BUYER', '2': 'SELLER' } as const;
const STATUS = { '1': 'FILED', '2': 'REGISTERED', '9': 'CANCELLED' } as const;
const RENTAL = { '1': 'PUBLIC_RENTAL', '2': 'DIRECTLY_MANAGED' } as const;

/** 网签备案. One home may be here and in the real-estate register too: the contract came before the title. */
const contract = wireRecord({
  code: 'WQBA',
  fact: 'HOUSING_CONTRACT',
  wire: {
    /** 备案号, 坐落, 建筑面积 in square metres, 用途. */
    bah: wireText(40),
    zl: wireText(200),
    jzmj: hundredths,
    yt: coded(USAGE),
    /** 合同身份, 签订日期, 备案状态, 合同价. */
    htsf: coded(ROLE),
    qdrq: compactDate,
    bazt: coded(STATUS),
    htj: hundredths,
  },
  read: (one) => ({
    contractNumber: one.bah,
    address: one.zl,
    areaHundredths: one.jzmj,
    usage: one.yt,
    role: one.htsf,
    signedOn: one.qdrq,
    status: one.bazt,
    priceFen: one.htj,
  }),
});

/** 公房承租: 类别, 坐落, 建筑面积, 月租金, 租赁起止. */
const rental = wireRecord({
  code: 'GFCZ',
  fact: 'PUBLIC_RENTAL',
  wire: {
    gflb: coded(RENTAL),
    zl: wireText(200),
    jzmj: hundredths,
    yzj: hundredths,
    zlqs: compactDate,
    zljz: openEndDate,
  },
  read: ({ gflb, zl, jzmj, yzj, zlqs, zljz }) => ({
    kind: gflb,
    address: zl,
    areaHundredths: jzmj,
    rentMonthlyFen: yzj,
    since: zlqs,
    until: zljz,
  }),
});

/** 租赁补贴: 月补贴, 补贴起止. */
const subsidy = wireRecord({
  code: 'ZLBT',
  fact: 'RENT_SUBSIDY',
  wire: { ybt: hundredths, btqs: compactDate, btjz: openEndDate },
  read: ({ ybt, btqs, btjz }) => ({ monthlyFen: ybt, since: btqs, until: btjz }),
});

/** 网签备案、公房承租和租赁补贴. Items per D8. */
export const housingContracts = defineHubSource({
  id: 'housing-contracts',
  department: { zh: '住房和城乡建设局', en: 'Housing and Construction Bureau' },
  subject: { zh: '网签合同和住房保障', en: 'contracts of sale and public housing' },
  serviceCode: 'WX-ZJ-0801',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 60 },
  records: [contract, rental, subsidy],
});
