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

/** Columns beside these in the files of a bank that says whether a sum is over a line: how it is asked, and the line in yuan. */
export const BANK_LINE_COLUMNS = { form: '查询方式', line: '限额', over: '是否超限' } as const;

/** 查询方式: only whether the sum is over 限额, or the amounts. */
export const BANK_FORMS = { LINE: '1', FULL: '2' } as const;

/** 是否超限. */
export const OVER_LINE = { YES: '是', NO: '否' } as const;

/** 结果代码: what a bank says of one person. */
export const BANK_RESULTS = { HIT: '00', NO_RECORD: '01', IDENTITY_MISMATCH: '02', PARTIAL: '03' } as const;

export type BankFiles = Pick<ExchangePartner, 'code' | 'key'> & {
  readonly delimiter: '|' | ',';
  readonly encoding: ChineseEncoding;
  /** It says whether a sum is over a line. */
  readonly takesLine?: boolean;
};

/** One bank as a partner of the exchange folder. */
export function bankPartner({ code, key, delimiter, encoding, takesLine = false }: BankFiles): ExchangePartner {
  const { form, line, over } = BANK_LINE_COLUMNS;
  const [asking, answering] = takesLine ? [[form, line], [over]] : [[], []];
  return {
    code,
    key,
    request: { kind: 'DELIMITED', columns: [...REQUEST_COLUMNS, ...asking], delimiter, encoding },
    response: { kind: 'DELIMITED', columns: [...BANK_RESPONSE_COLUMNS, ...answering], delimiter, encoding },
  };
}
