import type { Role } from '../audit/actor.ts';

type Reason = {
  /** The event and the work to be done, as an office reads them. */
  readonly zh: string;
  readonly en: string;
  /** Roles that may settle the item by hand. */
  readonly settledBy: readonly Role[];
};

/** Why an item was opened and what is to be done. The meaning of a code never changes, because the code is stored. */
export const WORK_REASONS = {
  REVIEW_LATE_VERSION: {
    zh: '收到迟到的反馈，已出具新版本报告；请复核新版本。',
    en: 'late answers led to a new version of the report; have the new version reviewed',
    settledBy: ['CASEWORKER', 'COUNTY_OFFICER', 'REVIEWER', 'DECIDER'],
  },
  RECONSIDER_AFTER_LATE_ANSWER: {
    zh: '作出决定后收到迟到的反馈，已出具新版本报告；请复核新版本，并研究是否需要调整决定。',
    en: 'late answers led to a new version of the report after the decision; have the new version reviewed, and consider whether the decision has to change',
    settledBy: ['REVIEWER', 'DECIDER'],
  },
  REVIEW_DECISION_SET_ASIDE: {
    zh: '决定所依据的报告中，有事实经异议或争议查明有误，已不计入；请依据最新报告复核该决定。',
    en: 'the decision rests on a version with facts that were set aside after an objection or a dispute; review the decision on the newest version',
    settledBy: ['DECIDER'],
  },
  CASE_HANDED_ON: {
    zh: '您经办的申请已转由他人办理；请移交手头材料。',
    en: 'a case of yours was handed on to a colleague; pass on the papers that you hold',
    settledBy: ['CASEWORKER', 'COUNTY_OFFICER', 'REVIEWER', 'DECIDER', 'DUTY_OFFICER'],
  },
  CASE_HANDED_TO_YOU: {
    zh: '该申请已转由您办理；请查看待办事项和时限。',
    en: 'a case was handed to you; look at what waits in it and by when',
    settledBy: ['CASEWORKER', 'COUNTY_OFFICER', 'REVIEWER', 'DECIDER', 'DUTY_OFFICER'],
  },
} as const satisfies Readonly<Record<string, Reason>>;
export type WorkReason = keyof typeof WORK_REASONS;

/** Whether this role may settle items of this reason by hand. */
export function maySettle(role: Role, reason: WorkReason): boolean {
  const roles: readonly Role[] = WORK_REASONS[reason].settledBy;
  return roles.includes(role);
}
