import type { BankHolding } from '../../src/evidence/facts.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import { BANK_RESULTS, bankPartner, REQUEST_ID_COLUMN } from '../bank-layout.ts';
import type { BankFiles } from '../bank-layout.ts';
import type { BatchRow } from '../transports/batch-layout.ts';
import { bankQuestionSchema } from './bank-question.ts';
import { startBatchPartner } from './batch-partner.ts';
import type { BatchPartner } from './batch-partner.ts';
import type { BankCode } from './person.ts';
import type { Population } from './population.ts';
import { lookUp } from './register.ts';
import type { RequestLog } from './request-log.ts';
import type { BankSettings } from './settings.ts';
import { decimal } from './wire-forms.ts';

export type BankOptions = {
  readonly files: BankFiles & { readonly code: BankCode };
  /** The exchange folder, with `outbox` and `inbox` of this bank. */
  readonly exchange: string;
  /** The bank's own folder. */
  readonly own: string;
  readonly population: Population;
  readonly settings: () => BankSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: RequestLog;
  readonly latencies: number[];
};

export type Bank = BatchPartner;

/** One bank: a batch partner that knows its own accounts. */
export function startBank({ files, population, ...rest }: BankOptions): Promise<Bank> {
  return startBatchPartner({
    ...rest,
    sourceId: 'banks',
    institution: files.code,
    partner: bankPartner(files),
    idColumn: REQUEST_ID_COLUMN,
    question: bankQuestionSchema,
    answer: (row) => answerTo(row, population, files.code),
    seed: population.seed,
  });
}

function answerTo(row: BatchRow, population: Population, code: BankCode): BatchRow {
  const asked = { number: row['证件号码'] ?? '', formerNumber: row['原证件号码'] ?? '', name: row['姓名'] ?? '' };
  const accounts = {
    sourceId: 'banks',
    types: ['BANK_HOLDING'],
    holds: ({ bankCode }: BankHolding) => bankCode === code,
  } as const;
  const found = lookUp(population, accounts, asked);
  if (found.result === 'NONE') return { 结果代码: BANK_RESULTS.NO_RECORD };
  if (found.result === 'MISMATCH') return { 结果代码: BANK_RESULTS.IDENTITY_MISMATCH };
  const { recorded, facts } = found;
  const [holding] = facts;
  if (holding === undefined) return { 结果代码: BANK_RESULTS.NO_RECORD };
  return {
    结果代码: BANK_RESULTS.HIT,
    登记姓名: recorded.name,
    登记证件号码: recorded.number,
    ...amounts(holding),
  };
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
