import type { Words } from '../indicators/outcome.ts';

/** Steps of a case that happen outside this house and are recorded as facts; the clocks run by them. */
export const STEP_WORDS = {
  SURVEY_STARTED: { zh: '启动家庭经济状况调查', en: 'survey of the household begun' },
  SURVEY_DONE: { zh: '完成家庭经济状况调查', en: 'survey of the household done' },
  HOME_VISITED: { zh: '县级入户调查', en: 'home visited by the county' },
  MATERIALS_MISSING: { zh: '一次性告知补正材料', en: 'the family was told once of all papers missing' },
  MATERIALS_RECEIVED: { zh: '补正材料收齐', en: 'the missing papers are there' },
  CHECK_REFERRED: { zh: '提请信息核对', en: 'the township asked for the check' },
  FILE_RECEIVED: { zh: '县级收到材料', en: 'the county has received the file' },
  TERM_EXTENDED: { zh: '特殊情况延长期限', en: 'a special case: the longer term applies' },
  FINDINGS_TOLD: { zh: '告知核对情况', en: 'the family was told what the check found' },
  PUBLICITY_BEGUN: { zh: '初审意见公示开始', en: 'publicity of the first opinion begun' },
  PUBLICITY_ENDED: { zh: '初审意见公示结束', en: 'publicity of the first opinion ended' },
  FINAL_PUBLICITY_BEGUN: { zh: '审批结果公示开始', en: 'publicity of the decision begun' },
  FINAL_PUBLICITY_ENDED: { zh: '审批结果公示结束', en: 'publicity of the decision ended' },
  NOTICE_DELIVERED: { zh: '书面告知送达', en: 'the written notice was delivered' },
  /** Happens on the day of the death. */
  MEMBER_DIED: { zh: '家庭成员死亡', en: 'a member of the household died' },
} as const satisfies Readonly<Record<string, Words>>;
export type StepKind = keyof typeof STEP_WORDS;

/** One recorded step. */
export type CaseStep = {
  readonly kind: StepKind;
  /** When it happened, as recorded. */
  readonly at: Date;
  readonly recordedBy: string;
  readonly recordedAt: Date;
};
