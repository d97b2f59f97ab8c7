import { z } from 'zod';
import { defineSource } from './define-source.ts';
import type { Inquiry, SourceDefinition, SourcePorts } from '../src/sources/port.ts';
import { connectDirect } from './direct-source.ts';
import { foundOf, replyTo } from './recorded-answer.ts';
import type { RecordedAnswer } from './recorded-answer.ts';
import { wireCertificate } from './recorded-identity.ts';
import { chineseEncodingSchema } from './transports/chinese-text.ts';
import { checkSecret, httpEndpointShape } from './transports/signed-post.ts';
import { postSoap, readSoap, soapBody } from './transports/soap-xml.ts';
import { hasRecords, NO_RECORDS } from './read-records.ts';
import { recordList } from './wire-record.ts';
import type { WireRecord } from './wire-record.ts';
import { optionalWireDate, wireDate, wireText } from './wire-scalars.ts';

/** Repeated element of an answer, 记录信息, and its element that tells the kind, 记录类型. */
const RECORD = 'JLXX';
const CODE_FIELD = 'JLLX';

/** The differences between SOAP departments with records of several kinds. */
export type SoapSource = Pick<
  SourceDefinition,
  'id' | 'department' | 'subject' | 'since' | 'level' | 'certificates' | 'behaviour'
> & {
  readonly namespace: string;
  readonly operation: string;
  readonly records: readonly [WireRecord, ...WireRecord[]];
};

const endpointSchema = z
  .strictObject({ ...httpEndpointShape, encoding: chineseEncodingSchema.default('gb18030') })
  .superRefine(checkSecret);

/** A department that answers by SOAP 1.1 in a Chinese encoding. The form is made up after what such services do. */
export function defineSoapSource(source: SoapSource): SourceDefinition<z.infer<typeof endpointSchema>> {
  const { namespace, operation, records, ...terms } = source;
  const answerSchema = answerOf(records);
  const facts = [...new Set(records.map(({ fact }) => fact))];
  return defineSource({
    ...terms,
    facts,
    institutions: [],
    endpoint: endpointSchema,
    connect: async (endpoint, { clock, territory }) => {
      const form = { encoding: endpoint.encoding, operation, lists: [RECORD, 'QSXM'] };
      return connectDirect({
        form: 'XML',
        exchange: (inquiry, signal) =>
          postSoap({ ...form, endpoint, clock, signal, namespace, fields: soapQuestion(inquiry) }),
        read: (inquiry, raw) =>
          replyTo(inquiry, recorded(readSoap(raw, form, answerSchema), { records, territory }, raw), facts),
        tree: (raw) => soapBody(raw, form),
      });
    },
  });
}

/** The fields by which departments that speak SOAP are asked about a person. @throws SourceFault REFUSED without a certificate */
export function soapQuestion(inquiry: Inquiry): Record<string, string> {
  const { type, number, formerNumber } = wireCertificate(inquiry.certificate);
  return {
    YWLSH: inquiry.requestId,
    SQSBH: inquiry.letterNumber,
    CXMD: inquiry.purpose,
    JZRQ: inquiry.baseDate,
    ZJLX: type,
    SFZMHM: number,
    YSFZMHM: formerNumber,
    XM: inquiry.name,
  };
}

function answerOf(records: readonly WireRecord[]) {
  const list = recordList(records, CODE_FIELD);
  /** 数据日期, and 起始 and 截止日期 of the period that was searched. */
  const head = { YWLSH: z.string(), SJRQ: wireDate, QSRQ: optionalWireDate, JZRQ: optionalWireDate };
  /** 登记姓名, 登记证件号码. */
  const owner = { DJXM: wireText(100), DJZJHM: z.string().max(40) };
  /** 结果代码: 1 records, 0 none, 2 the number is recorded under another name, 3 a part only; 缺失项目 what lacks. */
  return z.discriminatedUnion('JGDM', [
    z.strictObject({ JGDM: z.literal('1'), ...head, ...owner, [RECORD]: list.refine(hasRecords) }),
    z.strictObject({ JGDM: z.literal('0'), ...head }),
    z.strictObject({ JGDM: z.literal('2'), ...head }),
    z.strictObject({
      JGDM: z.literal('3'),
      ...head,
      ...owner,
      // XML has no empty list.
      [RECORD]: list.optional(),
      QSXM: z.array(z.enum(records.map(({ code }) => code))).min(1),
    }),
  ]);
}

function recorded(
  answer: z.output<ReturnType<typeof answerOf>>,
  { records, territory }: Pick<SoapSource, 'records'> & Pick<SourcePorts, 'territory'>,
  raw: Uint8Array,
): RecordedAnswer {
  const told =
    answer.JGDM === '1' || answer.JGDM === '3'
      ? {
          owner: { number: answer.DJZJHM, name: answer.DJXM },
          records: answer[RECORD] ?? NO_RECORDS,
          lacking: answer.JGDM === '3' ? answer.QSXM : [],
        }
      : null;
  return {
    requestId: answer.YWLSH,
    territory,
    dataDate: answer.SJRQ,
    period: { from: answer.QSRQ, to: answer.JZRQ ?? answer.SJRQ },
    raw,
    found: foundOf(answer.JGDM, told, records),
  };
}
