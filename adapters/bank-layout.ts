import { REQUEST_COLUMNS, REQUEST_ID_COLUMN } from './batch-form.ts';
import type { ChineseEncoding } from './transports/chinese-text.ts';
import type { ExchangePartner } from './transports/partner-folder.ts';

/** Columns of the banks' answers: one line for each question. Amounts are yuan with two decimals, dates `YYYY-MM-DD`. */
const BANK_RESPONSE_COLUMNS = [
  REQUEST_ID_COLUMN,
  '结果代码',
  '登记姓名',
  '登记证件号码',
  '账户余额合计',
  '理财市值',
  '账户数',
  '睡眠户数',
  '近半年最大单笔转出',
  '转出日期',
] as const;

/** 结果代码: what a bank says of one person. */
export const BANK_RESULTS = { HIT: '00', NO_RECORD: '01', IDENTITY_MISMATCH: '02', PARTIAL: '03' } as const;

export type BankFiles = Pick<ExchangePartner, 'code' | 'key'> & {
  readonly delimiter: '|' | ',';
  readonly encoding: ChineseEncoding;
};

/** One bank as a partner of the exchange folder. */
export function bankPartner({ code, key, delimiter, encoding }: BankFiles): ExchangePartner {
  return {
    code,
    key,
    request: { kind: 'DELIMITED', columns: REQUEST_COLUMNS, delimiter, encoding },
    response: { kind: 'DELIMITED', columns: BANK_RESPONSE_COLUMNS, delimiter, encoding },
  };
}
