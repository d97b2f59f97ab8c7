import { z } from 'zod';
import type { BankHolding } from '../src/evidence/facts.ts';
import { differencesOf } from '../src/evidence/format-sample.ts';
import { bankPartner, BANK_RESULTS } from './bank-layout.ts';
import { askedIn, BATCH_TERMS, batchQuestion, REQUEST_ID_COLUMN } from './batch-form.ts';
import { defineSource, SourceFault } from './define-source.ts';
import type { SourceReply } from './define-source.ts';
import { recordedNameMatches } from './recorded-identity.ts';
import { chineseEncodingSchema } from './transports/chinese-text.ts';
import { connectExchange, exchangeEndpointShape } from './transports/exchange-source.ts';
import type { ExchangePartner } from './transports/partner-folder.ts';
import { containerKeySchema } from './transports/sealed-container.ts';
import type { ExchangedRow } from './transports/take-arrival.ts';
import { hundredths, optionalWireDate, signedYuan, wholeNumber, wireText } from './wire-scalars.ts';

/** 无锡市: the branches of the city answer for their own accounts. */
const TERRITORY = '320200';

/** Made-up banks; a real city links thirty and more (D19). */
const BANKS = [
  { code: 'DEMO-A', zh: '演示银行甲', en: 'Demonstration Bank A' },
  { code: 'DEMO-B', zh: '演示银行乙', en: 'Demonstration Bank B' },
  { code: 'DEMO-C', zh: '演示银行丙', en: 'Demonstration Bank C' },
  { code: 'DEMO-D', zh: '演示银行丁', en: 'Demonstration Bank D' },
  { code: 'DEMO-E', zh: '演示银行戊', en: 'Demonstration Bank E' },
] as const;

const holdingSchema = z.object({
  结果代码: z.enum([BANK_RESULTS.HIT, BANK_RESULTS.PARTIAL]),
  登记姓名: wireText(100),
  登记证件号码: z.string(),
  账户余额合计: signedYuan,
  理财市值: hundredths,
  账户数: wholeNumber,
  睡眠户数: wholeNumber,
  近半年最大单笔转出: hundredths,
  转出日期: optionalWireDate,
});
const rowSchema = z.discriminatedUnion('结果代码', [
  holdingSchema,
  z.object({ 结果代码: z.literal(BANK_RESULTS.NO_RECORD) }),
  z.object({ 结果代码: z.literal(BANK_RESULTS.IDENTITY_MISMATCH) }),
]);

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
  facts: ['BANK_HOLDING'],
  territory: TERRITORY,
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  institutions: BANKS,
  behaviour: {
    ...BATCH_TERMS,
    window: { opens: '18:00', closes: '06:00' },
    turnaroundWorkingDays: 15,
    staleAfterDays: 45,
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
      rowOf: batchQuestion,
      replyOf,
    }),
});

function partnersOf(endpoint: Endpoint): ExchangePartner[] {
  return BANKS.flatMap(({ code }) => {
    const files = endpoint.institutions[code];
    return files === undefined ? [] : [bankPartner({ code, ...files })];
  });
}

function replyOf({ institution, question, answer, dataDate }: ExchangedRow): SourceReply {
  const parsed = rowSchema.safeParse(answer.fields);
  if (!parsed.success) {
    throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences: differencesOf(parsed.error) });
  }
  const row = parsed.data;
  const common = {
    requestId: askedIn(question).requestId,
    coverage: { territory: TERRITORY, period: { from: null, to: dataDate } },
    dataDate,
    raw: answer.raw,
  };
  if (row.结果代码 === BANK_RESULTS.NO_RECORD) return { ...common, kind: 'NO_RECORD', facts: [] };
  if (row.结果代码 === BANK_RESULTS.IDENTITY_MISMATCH) return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  const same = recordedNameMatches(askedIn(question), { number: row.登记证件号码, name: row.登记姓名 });
  if (!same) return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  const kind = row.结果代码 === BANK_RESULTS.PARTIAL ? 'PARTIAL' : 'HIT';
  return { ...common, kind, facts: [holdingOf(institution, row)] };
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
