import type { ChineseEncoding } from './transports/chinese-text.ts';
import type { ExchangePartner } from './transports/partner-folder.ts';

/** Columns of the files exchanged with banks. Amounts are yuan with two decimals, dates `YYYY-MM-DD`. */
const BANK_REQUEST_COLUMNS = [
  '请求编号',
  '授权书编号',
  '查询目的',
  '基准日',
  '证件类型',
  '证件号码',
  '原证件号码',
  '姓名',
] as const;

const BANK_RESPONSE_COLUMNS = [
  '请求编号',
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

export const REQUEST_ID_COLUMN = '请求编号';

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
    request: { kind: 'DELIMITED', columns: BANK_REQUEST_COLUMNS, delimiter, encoding },
    response: { kind: 'DELIMITED', columns: BANK_RESPONSE_COLUMNS, delimiter, encoding },
  };
}
