import { z } from 'zod';
import type { BankHolding } from '../../../src/evidence/facts.ts';
import { BANK_FORMS, BANK_LINE_COLUMNS, bankPartner, BANK_RESULTS, OVER_LINE } from '../../bank-layout.ts';
import { REQUEST_ID_COLUMN } from '../../batch-form.ts';
import type { BatchRow } from '../../transports/batch-layout.ts';
import { askedBy, batchQuestionSchema } from '../batch-question.ts';
import type { PartnerSpec } from '../partner.ts';
import { BANK_CODES } from '../person.ts';
import type { BankCode } from '../person.ts';
import type { Population } from '../population.ts';
import { lookUp } from '../register.ts';
import { amount, dataDate, decimal } from '../wire-forms.ts';

/** The bank that accepts a threshold question before a question about the amount. */
const LINE_BANK: BankCode = 'DEMO-C';

/** Additional columns that it requires: the form of the question, and the threshold of a threshold question. */
const { form, line, over } = BANK_LINE_COLUMNS;
const lineQuestionSchema = z.discriminatedUnion(form, [
  batchQuestionSchema.extend({ [form]: z.literal(BANK_FORMS.LINE), [line]: amount }),
  batchQuestionSchema.extend({ [form]: z.literal(BANK_FORMS.FULL), [line]: z.literal('') }),
]);

/** 银行: several banks, each of which knows only its own accounts. */
export const bankPartners = {
  sourceId: 'banks',
  institutions: BANK_CODES,
  files: (code, key) => bankPartner({ code, key, delimiter: '|', encoding: 'gb18030', takesLine: code === LINE_BANK }),
  idColumn: REQUEST_ID_COLUMN,
  question: z.union([batchQuestionSchema, lineQuestionSchema]),
  answer: (population, institution, row) => [answerTo(row, population, institution)],
  dataDate,
  endpoint: (folder, keys) => ({
    folder,
    institutions: Object.fromEntries(Object.entries(keys).map(([code, key]) => [code, { key }])),
  }),
} as const satisfies PartnerSpec;

function answerTo(row: BatchRow, population: Population, code: string): BatchRow {
  const accounts = {
    sourceId: 'banks',
    types: ['BANK_HOLDING'],
    holds: ({ bankCode }: BankHolding) => bankCode === code,
  } as const;
  const found = lookUp(population, accounts, askedBy(row));
  if (found.result === 'NONE') return { 结果代码: BANK_RESULTS.NO_RECORD };
  if (found.result === 'MISMATCH') return { 结果代码: BANK_RESULTS.IDENTITY_MISMATCH };
  const { recorded, facts } = found;
  const [holding] = facts;
  if (holding === undefined) return { 结果代码: BANK_RESULTS.NO_RECORD };
  return {
    结果代码: BANK_RESULTS.HIT,
    登记姓名: recorded.name,
    登记证件号码: recorded.number,
    ...(row[form] === BANK_FORMS.LINE ? { [over]: isOver(holding, row[line] ?? '') } : amounts(holding)),
  };
}

/** Deposits and products together; an overdraft counts as 0. @param asked the threshold in yuan with two decimals. */
function isOver({ balanceFen, wealthManagementFen }: BankHolding, asked: string): string {
  const held = Math.max(0, balanceFen) + wealthManagementFen;
  return held > Number(asked.replace('.', '')) ? OVER_LINE.YES : OVER_LINE.NO;
}

function amounts(holding: BankHolding): BatchRow {
  return {
    账户余额合计: decimal(holding.balanceFen),
    理财市值: decimal(holding.wealthManagementFen),
    账户数: String(holding.accountCount),
    睡眠户数: String(holding.dormantAccountCount),
    近半年最大单笔转出: decimal(holding.largestOutflowFen),
    转出日期: holding.largestOutflowOn ?? '',
  };
}
