import { z } from 'zod';
import type { HomeTitle } from '../src/evidence/facts.ts';
import { defineSource } from './define-source.ts';
import { connectDirect } from './direct-source.ts';
import { jsonQuestion } from './hub-source.ts';
import { hasRecords, readRecords } from './read-records.ts';
import { foundOf, replyTo } from './recorded-answer.ts';
import type { RecordedAnswer } from './recorded-answer.ts';
import { jsonTree, postJson, readJson } from './transports/http-json.ts';
import { checkSecret, httpEndpointShape } from './transports/signed-post.ts';
import { flag, hundredths, optionalWireDate, wireDate, wireText } from './wire-scalars.ts';

/**
 * Codes of the real-estate register's database 不动产登记数据库标准: from general knowledge, not from the text.
 * A code that is not here is no answer: guessing what a department means is worse than asking it.
 */
const USAGE = { '11': 'RESIDENTIAL', '12': 'NON_RESIDENTIAL', '13': 'HOMESTEAD', '14': 'PARKING' } as const;
const TENURE = { '0': 'SOLE', '1': 'JOINT', '2': 'BY_SHARE' } as const;
const STATUS = { '1': 'CURRENT', '2': 'HISTORICAL', '3': 'DEMOLISHED' } as const;

const titleSchema = z
  .strictObject({
    /** 不动产单元号. */
    bdcdyh: z.string().min(1).max(40),
    /** 坐落. */
    zl: wireText(200),
    /** 建筑面积, square metres. */
    jzmj: hundredths,
    /** 规划用途. */
    ghyt: z.enum(['11', '12', '13', '14']),
    /** 共有方式. */
    gyfs: z.enum(['0', '1', '2']),
    /** 权利比例, per cent; only where held by shares. */
    qlbl: z.int().min(1).max(100).nullable(),
    /** 登记时间. */
    djsj: optionalWireDate,
    /** 权属状态. */
    qszt: z.enum(['1', '2', '3']),
    /** 抵押状态. */
    dyzt: flag,
    /** 查封状态. */
    cfzt: flag,
  })
  .refine((title) => (title.gyfs === '2') === (title.qlbl !== null));

/** One that cannot be read is set aside. */
const titleList = readRecords(500, () => ({ fact: 'HOME_TITLE', schema: titleSchema.transform(titleOf) }));
const head = { ywlsh: z.string(), sjjzrq: wireDate };
const owner = { qlrmc: wireText(100), qlrzjh: z.string() };
/** 查询结果: 1 titles, 0 none, 2 the number is recorded under another name. */
const answerSchema = z.discriminatedUnion('cxjg', [
  z.strictObject({ cxjg: z.literal('1'), ...head, ...owner, bdcxx: titleList.refine(hasRecords) }),
  z.strictObject({ cxjg: z.literal('0'), ...head }),
  z.strictObject({ cxjg: z.literal('2'), ...head }),
]);
type Answer = z.infer<typeof answerSchema>;

const endpointSchema = z.strictObject(httpEndpointShape).superRefine(checkSecret);

/** 不动产登记: titles of a person, current and past, in the city's register. Items per D7. */
export const realEstate = defineSource({
  id: 'real-estate',
  department: { zh: '自然资源和规划局', en: 'Natural Resources and Planning Bureau' },
  subject: { zh: '不动产登记', en: 'real-estate titles' },
  facts: ['HOME_TITLE'],
  level: 'CITY',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  institutions: [],
  behaviour: {
    quota: { perSecond: 50, perDay: 200_000, concurrent: 20 },
    window: null,
    timeoutMs: 5_000,
    attempts: 3,
    breaker: { consecutiveFailures: 5, halfOpenAfterMs: 30_000 },
    turnaroundWorkingDays: 1,
    staleAfterDays: 30,
  },
  neverPartial: true,
  endpoint: endpointSchema,
  connect: async (endpoint, { clock, territory }) =>
    connectDirect({
      form: 'JSON',
      exchange: (inquiry, signal) => postJson({ endpoint, clock, signal, question: jsonQuestion(inquiry) }),
      read: (inquiry, raw) => replyTo(inquiry, recorded(readJson(raw, answerSchema), raw, territory), ['HOME_TITLE']),
      tree: jsonTree,
    }),
});

function recorded(answer: Answer, raw: Uint8Array, territory: string): RecordedAnswer {
  const told =
    answer.cxjg === '1'
      ? { owner: { number: answer.qlrzjh, name: answer.qlrmc }, records: answer.bdcxx, lacking: [] }
      : null;
  return {
    requestId: answer.ywlsh,
    territory,
    dataDate: answer.sjjzrq,
    period: { from: null, to: answer.sjjzrq },
    raw,
    found: foundOf(answer.cxjg, told, []),
  };
}

function titleOf(title: z.infer<typeof titleSchema>): HomeTitle {
  return {
    type: 'HOME_TITLE',
    unitNumber: title.bdcdyh,
    address: title.zl,
    areaHundredths: title.jzmj,
    usage: USAGE[title.ghyt],
    tenure: TENURE[title.gyfs],
    sharePercent: title.qlbl ?? 100,
    registeredOn: title.djsj,
    status: STATUS[title.qszt],
    mortgaged: title.dyzt,
    sealed: title.cfzt,
  };
}
