import { defineBatchSource } from './batch-source.ts';
import type { BatchLayout } from './transports/batch-layout.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, flag, hundredths, signedYuan, wireText, wireYear } from './wire-scalars.ts';

/** 农机类别 and 登记状态, made up after what such registers name. */
const MACHINE_KIND = { '1': 'TRACTOR', '2': 'COMBINE_HARVESTER', '3': 'TRANSPLANTER', '9': 'OTHER' } as const;
const MACHINE_STATUS = { A: 'NORMAL', B: 'SCRAPPED', C: 'TRANSFERRED' } as const;

/** 承包地, in mu 亩. The whole household contracts it: each member is told the same land. */
const land = wireRecord({
  code: 'CB',
  fact: 'CONTRACTED_LAND',
  wire: { 发包方: wireText(100), 承包面积: hundredths, 流转面积: hundredths, 年流转收入: hundredths },
  read: ({ 发包方, 承包面积, 流转面积, 年流转收入 }) => ({
    village: 发包方,
    areaMuHundredths: 承包面积,
    transferredMuHundredths: 流转面积,
    rentYearlyFen: 年流转收入,
  }),
});

/** 集体经济组织分红, by year. */
const dividend = wireRecord({
  code: 'FH',
  fact: 'COLLECTIVE_DIVIDEND',
  wire: { 集体经济组织: wireText(100), 分红年度: wireYear, 分红金额: signedYuan },
  read: ({ 集体经济组织, 分红年度, 分红金额 }) => ({
    collectiveName: 集体经济组织,
    year: 分红年度,
    amountFen: 分红金额,
  }),
});

/** 农机登记. Whether a machine is large 大型 is the register's word: a large one counts beside vehicles. */
const machine = wireRecord({
  code: 'NJ',
  fact: 'FARM_MACHINE',
  wire: {
    机械类别: coded(MACHINE_KIND),
    大型: flag,
    机型: wireText(80),
    登记日期: compactDate,
    登记状态: coded(MACHINE_STATUS),
  },
  read: ({ 机械类别, 大型, 机型, 登记日期, 登记状态 }) => ({
    kind: 机械类别,
    large: 大型,
    model: 机型,
    registeredOn: 登记日期,
    status: 登记状态,
  }),
});

/** Bytes in GBK, where a Chinese character is two. */
export const AGRICULTURE_FILES: BatchLayout = {
  kind: 'FIXED_WIDTH',
  encoding: 'gbk',
  columns: [
    { name: '发包方', width: 200 },
    { name: '承包面积', width: 15 },
    { name: '流转面积', width: 15 },
    { name: '年流转收入', width: 15 },
    { name: '集体经济组织', width: 200 },
    { name: '分红年度', width: 4 },
    { name: '分红金额', width: 15 },
    { name: '机械类别', width: 1 },
    { name: '大型', width: 1 },
    { name: '机型', width: 160 },
    { name: '登记日期', width: 8 },
    { name: '登记状态', width: 1 },
  ],
};

/** 承包地、农机和集体分红. Items per D11; quota, patience and age of the data are assumptions. */
export const agriculture = defineBatchSource({
  id: 'agriculture',
  department: { zh: '农业农村局', en: 'Agriculture and Rural Affairs Bureau' },
  subject: { zh: '承包地、农机和集体分红', en: 'contracted land, farm machinery, collective dividends' },
  level: 'CITY',
  certificates: ['CITIZEN_NUMBER'],
  behaviour: {
    // T+1 to T+5 is what such offices take.
    turnaroundWorkingDays: 8,
    staleAfterDays: 100,
  },
  files: AGRICULTURE_FILES,
  records: [land, dividend, machine],
});
