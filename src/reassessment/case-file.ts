import { z } from 'zod';
import { CATEGORIES } from '../application/application.ts';
import { declaredInputSchema } from '../application/declared-item.ts';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import { calendarDateSchema } from '../evidence/fact-scalars.ts';
import { FACT_KINDS, factSchema } from '../evidence/facts.ts';
import { CAPACITIES, CIRCUMSTANCES } from '../household/member.ts';
import { parseRelation } from '../household/relation.ts';
import { parseRegion } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';

/**
 * A case as a file, to try a rule on: no database, no certificate numbers, nobody real. What is not listed was not
 * asked, unless the file says that it was answered with nothing. Of several answers to one question the last holds.
 */

const key = z.string().min(1).max(40).describe('任取的成员代号，不填真实姓名和证件号码 / any short name, nobody real');
const date = calendarDateSchema;

const member = z.strictObject({
  key,
  relation: readBy(parseRelation).describe(
    '与申请人关系：本人、配偶、儿子……或 GB/T 4761 代码 / GB/T 4761 code or word',
  ),
  birthDate: date,
  role: z.enum(['MEMBER', 'OBLIGOR']).default('MEMBER'),
  circumstance: z.enum(CIRCUMSTANCES).default('NONE'),
  capacity: z.enum(CAPACITIES).default('FULL'),
  livesTogether: z.boolean().default(true),
});

const declared = z.strictObject({
  member: key.nullable().describe('成员代号；null 为家庭共有 / key of a member; null: of the family'),
  item: declaredInputSchema,
});

const answer = z
  .strictObject({
    member: key,
    source: z.string().min(1).describe('数据源编号，见 hedui sources / id of the source'),
    institution: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe('如银行代码；单一机构的数据源为 null / e.g. a bank'),
    kind: z.enum(ANSWER_KINDS),
    facts: z.array(factSchema).default([]),
    missing: z
      .array(z.enum(FACT_KINDS))
      .default([])
      .describe('部分反馈中缺少的种类 / what a partial answer leaves out'),
    dataDate: date
      .optional()
      .describe(
        '数据截止日，默认为基准日；早于来源承诺的为过期数据 / day of the data; the base date by default; older than its source promises is out of date',
      ),
  })
  .superRefine(({ kind, facts }, context) => {
    const carries = kind === 'HIT' || kind === 'PARTIAL' || kind === 'STALE';
    if (kind === 'HIT' && facts.length === 0) {
      context.addIssue({ code: 'custom', path: ['facts'], message: '有记录时须列出事实 / a HIT has facts' });
    }
    if (!carries && facts.length > 0) {
      context.addIssue({ code: 'custom', path: ['facts'], message: '此种反馈不含事实 / such an answer has no facts' });
    }
  });

export const caseFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe('供编辑器使用 / for editors'),
    shape: z.literal(1).describe('文件格式版本 / version of this form'),
    region: readBy(parseRegion).describe('GB/T 2260'),
    residence: z.enum(['URBAN', 'RURAL']),
    category: z.enum(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]).default('MINIMUM_LIVING'),
    acceptedOn: date.describe('受理日 / day of acceptance'),
    baseDate: date.optional().describe('基准日，默认为受理日 / base date; the day of acceptance by default'),
    unlistedAnswers: z
      .enum(['NOT_ASKED', 'NO_RECORD'])
      .default('NOT_ASKED')
      .describe('未列出的反馈：未查询，或已反馈无记录 / what answers not listed are'),
    members: z.array(member).min(1),
    declared: z.array(declared).default([]),
    evidence: z.array(answer).default([]),
  })
  .superRefine(({ members, declared: items, evidence }, context) => {
    const refuse = (path: PropertyKey[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    const keys = members.map((one) => one.key);
    for (const [index, one] of keys.entries()) {
      if (keys.indexOf(one) !== index) refuse(['members', index, 'key'], '成员代号重复 / this key is used twice');
    }
    const unknown = '成员中没有这个代号 / no member has this key';
    for (const [index, item] of items.entries()) {
      if (item.member !== null && !keys.includes(item.member)) refuse(['declared', index, 'member'], unknown);
    }
    for (const [index, piece] of evidence.entries()) {
      if (!keys.includes(piece.member)) refuse(['evidence', index, 'member'], unknown);
    }
  });

export type CaseFile = z.output<typeof caseFileSchema>;

/** The form of a case file as JSON Schema (draft 2020-12), for editors and for programs that write such files. */
export function caseFileJsonSchema(): unknown {
  return z.toJSONSchema(caseFileSchema, { io: 'input' });
}

/** A text read by a parser of the house, whose refusal stands at its place in the file. */
function readBy<Value>(parse: (text: string) => Value) {
  return z.string().transform((text, context): Value => {
    try {
      return parse(text);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      context.addIssue({ code: 'custom', message: `${thrown.details.zh} / ${thrown.details.en}` });
      return z.NEVER;
    }
  });
}
