import { z } from 'zod';
import type { Vehicle } from '../src/evidence/facts.ts';
import { defineSource } from './define-source.ts';
import type { Inquiry, SourceReply } from '../src/sources/port.ts';
import { answersAnother, recordedNameMatches, wireCertificate } from './recorded-identity.ts';
import { connectDirect } from './direct-source.ts';
import { hasRecords, readRecords } from './read-records.ts';
import { toldBy } from './recorded-answer.ts';
import { chineseEncodingSchema } from './transports/chinese-text.ts';
import { checkSecret, httpEndpointShape } from './transports/signed-post.ts';
import { soapQuestion } from './soap-source.ts';
import { postSoap, readSoap, soapBody } from './transports/soap-xml.ts';
import { vehicleClass, vehicleStatus, vehicleUse } from './vehicle-codes.ts';
import { flag, optionalWireDate, wholeNumber, wireDate, wireText } from './wire-scalars.ts';

const NAMESPACE = 'urn:wuxi:gongan:jdc-query:1';

const vehicleSchema = z.strictObject({
  /** 号牌号码. */
  HPHM: wireText(20),
  /** 车辆类型, GA 24.4. */
  CLLX: z.string().regex(/^[A-Z][A-Z0-9]{0,3}$/),
  /** 残疾人专用标记. */
  CJRZY: flag,
  /** 使用性质, GA 24.3. */
  SYXZ: z.string().regex(/^[A-Z]$/),
  /** 品牌型号. */
  PPXH: wireText(80),
  /** 排量, millilitres; empty for an electric vehicle. */
  PL: z.union([z.literal('').transform(() => null), wholeNumber]),
  /** 初次登记日期. */
  CCDJRQ: optionalWireDate,
  /** 机动车状态: one letter or several, GA 24.17. */
  ZT: z.string().regex(/^[A-Z]{1,10}$/),
  /** 注销原因: `1` scrapped; empty while registered. */
  ZXYY: z.enum(['', '1', '2', '3']),
  /** 检验有效期止. */
  YXQZ: optionalWireDate,
  /** 抵押标记. */
  DYBJ: flag,
});
type WireVehicle = z.infer<typeof vehicleSchema>;

/** One that cannot be read, or has a letter without a known meaning, is set aside. */
const vehicleList = readRecords(500, () => ({ fact: 'VEHICLE', schema: vehicleSchema.transform(vehicleOf) }));
const head = { YWLSH: z.string(), SJRQ: wireDate };
/** 结果代码: 1 vehicles, 0 none, 2 the number is recorded under another name. */
const answerSchema = z.discriminatedUnion('JGDM', [
  z.strictObject({
    JGDM: z.literal('1'),
    ...head,
    SYR: wireText(100),
    SFZMHM: z.string(),
    CLXX: vehicleList.refine(hasRecords),
  }),
  z.strictObject({ JGDM: z.literal('0'), ...head }),
  z.strictObject({ JGDM: z.literal('2'), ...head }),
]);
type Answer = z.infer<typeof answerSchema>;

const endpointSchema = z
  .strictObject({ ...httpEndpointShape, encoding: chineseEncodingSchema.default('gb18030') })
  .superRefine(checkSecret);

/** 机动车登记: vehicles of a person in the traffic police's register. Items per D3. */
export const vehicles = defineSource({
  id: 'vehicles',
  department: { zh: '公安局交通警察支队车辆管理所', en: 'Traffic Police, Vehicle Administration' },
  subject: { zh: '机动车登记', en: 'registered vehicles' },
  facts: ['VEHICLE'],
  level: 'CITY',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  institutions: [],
  behaviour: {
    quota: { perSecond: 30, perDay: 100_000, concurrent: 10 },
    window: null,
    timeoutMs: 8_000,
    attempts: 3,
    breaker: { consecutiveFailures: 5, halfOpenAfterMs: 30_000 },
    turnaroundWorkingDays: 1,
    staleAfterDays: 30,
  },
  neverPartial: true,
  endpoint: endpointSchema,
  connect: async (endpoint, { clock, territory }) => {
    const form = { encoding: endpoint.encoding, operation: 'QueryVehicles', lists: ['CLXX'] };
    return connectDirect({
      form: 'XML',
      exchange: (inquiry, signal) =>
        postSoap({ ...form, endpoint, clock, signal, namespace: NAMESPACE, fields: soapQuestion(inquiry) }),
      read: (inquiry, raw) => replyOf(inquiry, readSoap(raw, form, answerSchema), raw, territory),
      tree: (raw) => soapBody(raw, form),
    });
  },
});

function replyOf(inquiry: Inquiry, answer: Answer, raw: Uint8Array, territory: string): SourceReply {
  if (answer.YWLSH !== inquiry.requestId) throw answersAnother('REQUEST');
  const common = {
    requestId: inquiry.requestId,
    coverage: { territory, period: { from: null, to: answer.SJRQ } },
    dataDate: answer.SJRQ,
    raw,
  };
  if (answer.JGDM === '0') return { ...common, kind: 'NO_RECORD', facts: [] };
  if (answer.JGDM === '2') return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  const asked = { ...wireCertificate(inquiry.certificate), name: inquiry.name };
  const same = recordedNameMatches(asked, { number: answer.SFZMHM, name: answer.SYR });
  if (!same) return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  return { ...common, ...toldBy('HIT', answer.CLXX, [], ['VEHICLE']) };
}

function vehicleOf(wire: WireVehicle): Vehicle {
  return {
    type: 'VEHICLE',
    plateNumber: wire.HPHM,
    class: wire.CJRZY ? 'DISABILITY_VEHICLE' : vehicleClass(wire.CLLX),
    use: vehicleUse(wire.SYXZ),
    model: wire.PPXH,
    displacementMl: wire.PL,
    firstRegisteredOn: wire.CCDJRQ,
    status: vehicleStatus(wire.ZT, wire.ZXYY === '1'),
    inspectionValidUntil: wire.YXQZ,
    mortgaged: wire.DYBJ,
    sealed: wire.ZT.includes('K'),
  };
}
