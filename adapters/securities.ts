import { defineBatchSource } from './batch-source.ts';
import type { BatchLayout } from './transports/batch-layout.ts';
import { wireRecord } from './wire-record.ts';
import { coded, hundredths, wholeNumber } from './wire-scalars.ts';

/** 账户状态, made up after what a depository tells. */
const STATUS = { '0': 'NORMAL', '1': 'DORMANT', '2': 'FROZEN' } as const;

/** 持仓市值和资金余额 of all accounts in one state: what is frozen is not at hand. */
const holding = wireRecord({
  code: 'ZQ',
  fact: 'SECURITIES_HOLDING',
  wire: { 证券账户数: wholeNumber, 持仓市值: hundredths, 资金余额: hundredths, 账户状态: coded(STATUS) },
  read: ({ 证券账户数, 持仓市值, 资金余额, 账户状态 }) => ({
    accountCount: 证券账户数,
    marketValueFen: 持仓市值,
    cashFen: 资金余额,
    status: 账户状态,
  }),
});

/** Bytes in GB 18030, so that a rare character is four and every name can be asked about. */
export const SECURITIES_FILES: BatchLayout = {
  kind: 'FIXED_WIDTH',
  encoding: 'gb18030',
  columns: [
    { name: '证券账户数', width: 6 },
    { name: '持仓市值', width: 15 },
    { name: '资金余额', width: 15 },
    { name: '账户状态', width: 1 },
  ],
};

/**
 * 有价证券和资金余额. Items per D20, which takes T+5 to T+20; quota, hours and age of the data are assumptions. A market
 * value is of one day: it is old sooner than a balance.
 */
export const securities = defineBatchSource({
  id: 'securities',
  department: { zh: '证券登记结算机构', en: 'Securities depository and clearing' },
  subject: { zh: '有价证券和资金余额', en: 'securities and cash balances' },
  level: 'NATION',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  behaviour: {
    window: { opens: '18:00', closes: '06:00' },
    turnaroundWorkingDays: 20,
    staleAfterDays: 30,
  },
  files: SECURITIES_FILES,
  records: [holding],
});
