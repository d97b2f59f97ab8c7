import { z } from 'zod';
import { policyDate, sourced } from './sourced.ts';

/** Steps with a time limit that the law, or the office, sets. */
export const DEADLINES = [
  /** 启动家庭经济状况调查, from acceptance. */
  'SURVEY_START',
  /** 家庭经济状况调查, from acceptance. */
  'SURVEY',
  /** 启动信息核对, from the township's request. */
  'VERIFICATION_START',
  /** 初审（审核）, from acceptance until the file goes to the county. */
  'TOWNSHIP_REVIEW',
  /** 初审公示. */
  'PUBLICITY',
  /** 审批公示, the second publicity of the rule of 2012. */
  'FINAL_PUBLICITY',
  /** 审核确认（审批）, from the file's arrival at the county. */
  'CONFIRMATION',
  /** 不予确认的书面告知, from the decision. */
  'REFUSAL_NOTICE',
  /** 全程, from acceptance; in special cases; where the township decides. */
  'WHOLE_PROCESS',
  'WHOLE_PROCESS_EXTENDED',
  'WHOLE_PROCESS_DELEGATED',
  /** 异议复查, from the objection. */
  'OBJECTION_REVIEW',
  /** 校核纠错: a department mends a record of its own. */
  'CORRECTION',
  /** 身份冒用、死亡误报: from the report of it until it is settled. */
  'IDENTITY_DISPUTE',
  /** 行政复议, 行政诉讼, from learning of the decision. */
  'RECONSIDERATION',
  'LITIGATION',
  /** 定期核查 of those whose income hardly changes; of the stable; of those with unsteady income or able to work. */
  'RECHECK_LASTING',
  'RECHECK_STABLE',
  'RECHECK_UNSTEADY',
  /** 死亡人员核查调整, from the death. */
  'DEATH_ADJUSTMENT',
  /** 渐退期, at most. */
  'GRACE',
  /** 刚性支出困难家庭认定有效期, at most. */
  'RIGID_VALIDITY',
] as const;
export type DeadlineKind = (typeof DEADLINES)[number];

/** 天 in the law are calendar days, 工作日 working days. */
export const TERM_UNITS = ['WORKING_DAYS', 'CALENDAR_DAYS', 'MONTHS'] as const;

const deadline = z.strictObject({
  kind: z.enum(DEADLINES),
  zh: z.string().min(1),
  count: z.int().positive(),
  unit: z.enum(TERM_UNITS),
  /** First and last day on which the term is law; `null`: no end known. */
  validFrom: policyDate,
  validTo: policyDate.nullable(),
});

/** Terms with the days between which each is law; of one kind at most one on a day. */
export const deadlines = z.array(sourced(deadline)).superRefine((rules, context) => {
  for (const [index, { value }] of rules.entries()) {
    const earlier = rules
      .slice(0, index)
      .find(
        (other) =>
          other.value.kind === value.kind &&
          (value.validTo === null || other.value.validFrom <= value.validTo) &&
          (other.value.validTo === null || value.validFrom <= other.value.validTo),
      );
    if (earlier === undefined) continue;
    context.addIssue({
      code: 'custom',
      path: [index, 'value', 'validFrom'],
      message: '与同类期限的日期重叠 / overlaps another of its kind',
    });
  }
});
