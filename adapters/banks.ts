import { z } from 'zod';
import type { BankHolding, BankLine } from '../src/evidence/facts.ts';
import { differencesOf } from '../src/evidence/format-sample.ts';
import { formatYuan } from '../src/identity/fen.ts';
import type { CalendarDate } from '../src/platform/calendar-date.ts';
import { BANK_FORMS, BANK_LINE_COLUMNS, bankPartner, BANK_RESULTS, OVER_LINE } from './bank-layout.ts';
import { askedIn, BATCH_TERMS, batchQuestion, REQUEST_ID_COLUMN } from './batch-form.ts';
import { defineSource } from './define-source.ts';
import { SourceFault } from '../src/sources/port.ts';
import type { Inquiry, SourceReply } from '../src/sources/port.ts';
import { readRecord, recordsOf } from './read-records.ts';
import type { RecordKind } from './read-records.ts';
import { toldBy } from './recorded-answer.ts';
import { recordedNameMatches } from './recorded-identity.ts';
import { chineseEncodingSchema } from './transports/chinese-text.ts';
import { connectExchange, exchangeEndpointShape } from './transports/exchange-source.ts';
import type { BatchRow } from './transports/batch-layout.ts';
import type { ExchangePartner } from './transports/partner-folder.ts';
import { containerKeySchema } from './transports/sealed-container.ts';
import type { ExchangedRow } from './transports/take-arrival.ts';
import { hundredths, optionalWireDate, signedYuan, wholeNumber, wireText } from './wire-scalars.ts';

/** Made-up banks; a real city links thirty and more (D19). */
const BANKS = [
  { code: 'DEMO-A', zh: '演示银行甲', en: 'Demonstration Bank A' },
  { code: 'DEMO-B', zh: '演示银行乙', en: 'Demonstration Bank B' },
  { code: 'DEMO-C', zh: '演示银行丙', en: 'Demonstration Bank C' },
  { code: 'DEMO-D', zh: '演示银行丁', en: 'Demonstration Bank D' },
  { code: 'DEMO-E', zh: '演示银行戊', en: 'Demonstration Bank E' },
] as const;

/** Those in whose files is asked first whether the sum is over a line 是否超限, by the practice of some cities. */
const LINE_BANKS: ReadonlySet<string> = new Set(['DEMO-C']);

/** The fields of an answer about the amounts. */
const holdingSchema = z.object({
  账户余额合计: signedYuan,
  理财市值: hundredths,
  账户数: wholeNumber,
  睡眠户数: wholeNumber,
  近半年最大单笔转出: hundredths,
  转出日期: optionalWireDate,
});
/** Whose row it is, and whether there is anything to tell. */
const headSchema = z.discriminatedUnion('结果代码', [
  z.object({
    结果代码: z.enum([BANK_RESULTS.HIT, BANK_RESULTS.PARTIAL]),
    登记姓名: wireText(100),
    登记证件号码: z.string(),
  }),
  z.object({ 结果代码: z.literal(BANK_RESULTS.NO_RECORD) }),
  z.object({ 结果代码: z.literal(BANK_RESULTS.IDENTITY_MISMATCH) }),
]);
/** The field of an answer to a threshold question. */
const overSchema = z.object({ [BANK_LINE_COLUMNS.over]: z.enum(OVER_LINE) });

const endpointSchema = z.strictObject({
  ...exchangeEndpointShape,
  institutions: z.partialRecord(
    z.enum(BANKS.map(({ code }) => code)),
    z.strictObject({
      key: containerKeySchema,
      delimiter: z.enum(['|', ',']).default('|'),
      encoding: chineseEncodingSchema.default('gb18030'),
    }),
  ),
});
type Endpoint = z.infer<typeof endpointSchema>;

/**
 * 银行存款等金融资产: the sum over all accounts of a person in each bank, by batch file. Items per D19; the hook in
 * law is 民发〔2015〕61号.
 */
export const banks = defineSource({
  id: 'banks',
  department: { zh: '银行业金融机构', en: 'Banks' },
  subject: { zh: '银行存款和理财', en: 'bank deposits and wealth-management products' },
  facts: ['BANK_HOLDING', 'BANK_LINE'],
  level: 'CITY',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  institutions: BANKS,
  byFiles: true,
  behaviour: {
    ...BATCH_TERMS,
    window: { opens: '18:00', closes: '06:00' },
    turnaroundWorkingDays: 15,
    staleAfterDays: 45,
    lineQuestions: [...LINE_BANKS].map((institution) => ({
      institution,
      from: '2017-07-01',
      until: null,
      tellsAmount: true,
    })),
  },
  endpoint: endpointSchema,
  connectedInstitutions: ({ institutions }) => Object.keys(institutions),
  connect: (endpoint, ports) =>
    connectExchange({
      ...ports,
      sourceId: 'banks',
      endpoint,
      partners: partnersOf(endpoint),
      idColumn: REQUEST_ID_COLUMN,
      rowOf,
      replyOf: (row) => replyOf(row, ports.territory),
    }),
});

function partnersOf(endpoint: Endpoint): ExchangePartner[] {
  return BANKS.flatMap(({ code }) => {
    const files = endpoint.institutions[code];
    return files === undefined ? [] : [bankPartner({ code, ...files, takesLine: LINE_BANKS.has(code) })];
  });
}

/** @throws SourceFault REFUSED where a bank that knows no line is asked for one: it would be another question. */
function rowOf(inquiry: Inquiry): BatchRow {
  const { institution, lineFen } = inquiry;
  const question = batchQuestion(inquiry);
  if (institution !== null && LINE_BANKS.has(institution)) {
    const form = lineFen === undefined ? BANK_FORMS.FULL : BANK_FORMS.LINE;
    const line = lineFen === undefined ? '' : formatYuan(lineFen).replaceAll(',', '');
    return { ...question, [BANK_LINE_COLUMNS.form]: form, [BANK_LINE_COLUMNS.line]: line };
  }
  if (lineFen !== undefined) throw new SourceFault('REFUSED', { retryable: false });
  return question;
}

function replyOf(row: ExchangedRow, territory: string): SourceReply {
  const { institution, question, answer, dataDate } = row;
  const line = lineAsked(question);
  const told = orFault(headSchema, answer.fields);
  const common = {
    requestId: askedIn(question).requestId,
    coverage: { territory, period: { from: null, to: dataDate } },
    dataDate,
    raw: answer.raw,
  };
  if (told.结果代码 === BANK_RESULTS.NO_RECORD) return { ...common, kind: 'NO_RECORD', facts: [] };
  if (told.结果代码 === BANK_RESULTS.IDENTITY_MISMATCH) return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  const same = recordedNameMatches(askedIn(question), { number: told.登记证件号码, name: told.登记姓名 });
  if (!same) return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  const kind = told.结果代码 === BANK_RESULTS.PARTIAL ? 'PARTIAL' : 'HIT';
  const form: RecordKind =
    line === null
      ? { fact: 'BANK_HOLDING', schema: holdingSchema.transform((row) => holdingOf(institution, row)) }
      : {
          fact: 'BANK_LINE',
          // Nothing else is read, whatever the bank writes beside it.
          schema: overSchema.transform((row) =>
            bankLineOf(institution, line, row[BANK_LINE_COLUMNS.over] === OVER_LINE.YES, dataDate),
          ),
        };
  return { ...common, ...toldBy(kind, recordsOf([readRecord(form, answer.fields)]), [], [form.fact]) };
}

function orFault<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences: differencesOf(parsed.error) });
}

/** The line that a question asked, integer fen; `null` where it asked for the amounts. */
function lineAsked(question: BatchRow): number | null {
  const { form, line } = BANK_LINE_COLUMNS;
  return question[form] === BANK_FORMS.LINE ? hundredths.parse(question[line]) : null;
}

function bankLineOf(bankCode: string, lineFen: number, over: boolean, heldOn: CalendarDate): BankLine {
  return { type: 'BANK_LINE', bankCode, lineFen, over, heldOn };
}

function holdingOf(bankCode: string, row: z.infer<typeof holdingSchema>): BankHolding {
  return {
    type: 'BANK_HOLDING',
    bankCode,
    balanceFen: row.账户余额合计,
    wealthManagementFen: row.理财市值,
    accountCount: row.账户数,
    dormantAccountCount: row.睡眠户数,
    largestOutflowFen: row.近半年最大单笔转出,
    largestOutflowOn: row.转出日期,
  };
}
