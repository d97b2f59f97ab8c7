import { z } from 'zod';
import type { CertificateType } from '../src/identity/certificate.ts';
import { defineSource } from './define-source.ts';
import type { Inquiry, SourceBehaviour, SourceDefinition } from '../src/sources/port.ts';
import { connectDirect } from './direct-source.ts';
import { wuxiSharingPlatform } from './hubs.ts';
import { foundOf, replyTo } from './recorded-answer.ts';
import type { RecordedAnswer } from './recorded-answer.ts';
import { wireCertificate } from './recorded-identity.ts';
import { jsonTree, postJson, readJson } from './transports/http-json.ts';
import { checkSecret, httpEndpointShape } from './transports/signed-post.ts';
import { hasRecords } from './read-records.ts';
import { recordList } from './wire-record.ts';
import type { WireRecord } from './wire-record.ts';
import { optionalWireDate, wireDate, wireText } from './wire-scalars.ts';

/** Field of a record that tells its kind, 记录类型. */
const CODE_FIELD = 'jllx';

/** The differences between departments behind the hub. */
export type HubSource = Pick<SourceDefinition, 'id' | 'department' | 'subject' | 'since'> & {
  /** 服务编码: which department's service the hub shall call. */
  readonly serviceCode: string;
  readonly behaviour: Pick<SourceBehaviour, 'turnaroundWorkingDays' | 'staleAfterDays'> &
    Partial<Omit<SourceBehaviour, 'quota' | 'breaker'>>;
  /** Certificates by which this department knows people; all three kinds unless it says otherwise. */
  readonly certificates?: readonly CertificateType[];
  readonly records: readonly [WireRecord, ...WireRecord[]];
};

const endpointSchema = z.strictObject(httpEndpointShape).superRefine(checkSecret);

/**
 * A department behind the municipal sharing platform 政务数据共享平台: one signed envelope of JSON for all of them,
 * each with records of its own. Envelope and codes are made up after what such platforms commonly do; no text was seen.
 */
export function defineHubSource(source: HubSource): SourceDefinition<z.infer<typeof endpointSchema>> {
  const { id, department, subject, since, serviceCode, records, certificates } = source;
  const answerSchema = envelopeOf(records);
  const facts = [...new Set(records.map(({ fact }) => fact))];
  return defineSource({
    id,
    department,
    subject,
    ...(since === undefined ? {} : { since }),
    facts,
    // The hub of the city hands on what the city's departments hold.
    level: 'CITY',
    certificates: certificates ?? ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
    institutions: [],
    hub: wuxiSharingPlatform,
    behaviour: {
      quota: wuxiSharingPlatform.quota,
      breaker: wuxiSharingPlatform.breaker,
      window: null,
      timeoutMs: 8_000,
      // The hub knows a request id that comes again, and repeats the department's answer.
      attempts: 3,
      ...source.behaviour,
    },
    endpoint: endpointSchema,
    connect: async (endpoint, { clock, territory }) =>
      connectDirect({
        form: 'JSON',
        exchange: (inquiry, signal) =>
          postJson({ endpoint, clock, signal, question: { ...jsonQuestion(inquiry), fwbm: serviceCode } }),
        read: (inquiry, raw) => replyTo(inquiry, recorded(readJson(raw, answerSchema), records, raw, territory), facts),
        tree: jsonTree,
      }),
  });
}

/** The fields by which departments that speak JSON are asked about a person. @throws SourceFault REFUSED without a certificate */
export function jsonQuestion(inquiry: Inquiry): Record<string, string> {
  const { type, number, formerNumber } = wireCertificate(inquiry.certificate);
  return {
    ywlsh: inquiry.requestId,
    sqsbh: inquiry.letterNumber,
    cxmd: inquiry.purpose,
    jzrq: inquiry.baseDate,
    zjlx: type,
    zjhm: number,
    yzjhm: formerNumber,
    xm: inquiry.name,
  };
}

function envelopeOf(records: readonly WireRecord[]) {
  const list = recordList(records, CODE_FIELD);
  /** 数据截止日期, and 起始 and 截止时间 of the period that was searched. */
  const head = { ywlsh: z.string(), sjjzrq: wireDate, qssj: optionalWireDate, jzsj: optionalWireDate };
  /** 登记姓名, 登记证件号码. */
  const owner = { djxm: wireText(100), djzjhm: z.string().max(40) };
  /** 查询结果: 1 records, 0 none, 2 the number is recorded under another name, 3 a part only; 缺失项目 what lacks. */
  return z.discriminatedUnion('cxjg', [
    z.strictObject({ cxjg: z.literal('1'), ...head, ...owner, records: list.refine(hasRecords) }),
    z.strictObject({ cxjg: z.literal('0'), ...head }),
    z.strictObject({ cxjg: z.literal('2'), ...head }),
    z.strictObject({
      cxjg: z.literal('3'),
      ...head,
      ...owner,
      records: list,
      qsxm: z.array(z.enum(records.map(({ code }) => code))).min(1),
    }),
  ]);
}

function recorded(
  answer: z.output<ReturnType<typeof envelopeOf>>,
  records: readonly WireRecord[],
  raw: Uint8Array,
  territory: string,
): RecordedAnswer {
  const told =
    answer.cxjg === '1' || answer.cxjg === '3'
      ? {
          owner: { number: answer.djzjhm, name: answer.djxm },
          records: answer.records,
          lacking: answer.cxjg === '3' ? answer.qsxm : [],
        }
      : null;
  return {
    requestId: answer.ywlsh,
    territory,
    dataDate: answer.sjjzrq,
    period: { from: answer.qssj, to: answer.jzsj ?? answer.sjjzrq },
    raw,
    found: foundOf(answer.cxjg, told, records),
  };
}
