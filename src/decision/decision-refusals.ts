import { Problem } from '../platform/problem.ts';
import { DECISION_WORDS } from './decision-kind.ts';
import type { DecisionKind } from './decision-kind.ts';

/** Why nothing is decided; each says what, where and how to mend. */

export function caseClosed(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '该申请已撤回或已办结，不能再作出决定。',
    en: 'the application is withdrawn or closed; nothing more is decided in it',
  });
}

export function requesterDecides(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'verificationId',
    zh: '提出核对的人不能作出决定；请由其他人审核确认。',
    en: 'whoever requested the check may not decide on it; another person does',
  });
}

export function registrarDecides(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'verificationId',
    zh: '登记该申请的人不能对其作出决定；请由另一位审核确认人员决定。',
    en: 'whoever registered the case may not decide on it; another person does',
  });
}

export function notTheCounty(): Problem {
  return new Problem({
    code: 'FORBIDDEN',
    field: 'verificationId',
    zh: '该申请由县级民政部门审核确认，未委托乡镇（街道）；请报县级办理。',
    en: 'this case is the county’s to decide and was not delegated to the township; send the file to the county',
  });
}

export function notReviewed(sentBack: boolean): Problem {
  return new Problem({
    code: 'REPORT_NOT_REVIEWED',
    field: 'version',
    zh: sentBack
      ? '该版报告已被复核退回，不能据以作出决定；请出具新版本并复核。'
      : '该版报告未经复核，不能据以作出决定；请先由复核人复核。',
    en: sentBack
      ? 'the reviewer sent this version back; nothing is decided on it, draw up and review a new one'
      : 'nobody has reviewed this version; let a second person review it first',
  });
}

export function reportExpired(): Problem {
  return new Problem({
    code: 'REPORT_SUPERSEDED',
    field: 'version',
    zh: '该报告已过有效期，不能再据以作出决定；请重新核对。',
    en: 'the report is no longer valid; request a new check before deciding',
  });
}

export function householdChanged(): Problem {
  return new Problem({
    code: 'REPORT_SUPERSEDED',
    field: 'version',
    zh: '出具该报告以后家庭成员已变更；请就现在的家庭重新核对。',
    en: 'the household has changed since this check; verify it as it is now before deciding',
  });
}

export function decisionTaken(): Problem {
  return new Problem({
    code: 'DECISION_TAKEN',
    field: 'version',
    zh: '已依据该版报告作出决定；请刷新后查看。',
    en: 'something has been decided on this version already; read it',
  });
}

export function mayNotFollow(before: DecisionKind | null, next: DecisionKind): Problem {
  const [zh, en] =
    before === null
      ? ['该申请尚未作出决定', 'nothing has been decided in this case yet']
      : [`该申请的上一决定是“${DECISION_WORDS[before].zh}”`, `the last decision is: ${DECISION_WORDS[before].en}`];
  return new Problem({
    code: 'ILLEGAL_TRANSITION',
    field: 'kind',
    zh: `${zh}，不能接着“${DECISION_WORDS[next].zh}”。`,
    en: `${en}; it cannot be followed by: ${DECISION_WORDS[next].en}`,
  });
}

export function contested(): Problem {
  return new Problem({
    code: 'OBJECTION_OPEN',
    field: 'kind',
    zh: '该申请有尚未处理完毕的异议或者身份争议，处理完毕前不得作出不利于申请人的决定，也不得终止授权书。',
    en: 'an objection or a dispute in this case is not settled; until then nothing is decided against the family, and the letter stands',
  });
}

export function publicityNeeded(days: number): Problem {
  return new Problem({
    code: 'STEP_OUT_OF_ORDER',
    field: 'kind',
    zh: `确认同意以前须公示初审意见满 ${days} 天并登记公示结束。`,
    en: `before a grant the first opinion is made public for ${days} days; record its beginning and its end`,
  });
}

export function tellFirst(): Problem {
  return new Problem({
    code: 'STEP_OUT_OF_ORDER',
    field: 'kind',
    zh: '不予确认同意以前须告知申请人该版报告查到的情况；请逐人告知并登记“告知核对情况”。',
    en: 'before a refusal the family is told what this version found: tell each adult, and record FINDINGS_TOLD',
  });
}

export function visitNeeded(): Problem {
  return new Problem({
    code: 'STEP_OUT_OF_ORDER',
    field: 'kind',
    zh: '经办人员近亲属的申请，县级民政部门应当入户调查；请登记入户后再作决定。',
    en: 'in a staff relative’s case the county must visit the home: record the visit before deciding',
  });
}
