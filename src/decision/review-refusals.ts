import { Problem } from '../platform/problem.ts';

/** Why a version cannot be reviewed; each says what, where and how to mend. */

export function notDrawnUp(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '该核对还没有报告可供复核；请等待首份报告。',
    en: 'this verification has no report to review yet; wait for the first one',
  });
}

export function noSuchVersion(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'version',
    zh: '该核对没有这一版报告，请核对版本号。',
    en: 'this verification has no such version of its report; check the number',
  });
}

/** @param newer Number of the report and of the version that stands in its place. */
export function superseded(newer: { readonly number: string; readonly version: number }): Problem {
  return new Problem({
    code: 'REPORT_SUPERSEDED',
    field: 'version',
    zh: `该版报告已被报告 ${newer.number} 第 ${newer.version} 版取代；请以新版本为准。`,
    en: `report ${newer.number}, version ${newer.version}, has taken the place of this one; go by the newer`,
  });
}

export function reviewTaken(): Problem {
  return new Problem({
    code: 'REVIEW_TAKEN',
    field: 'version',
    zh: '该版报告已由他人复核；请刷新后查看复核意见。',
    en: 'somebody has reviewed this version already; read the review',
  });
}

export function ownRequest(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'verificationId',
    zh: '提出核对的人不能复核自己的报告；请由另一位复核人复核。',
    en: 'whoever requested the check may not review its report; a second person does',
  });
}

export function registeredByReviewer(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'verificationId',
    zh: '登记该申请的人不能复核其报告；请由另一位复核人复核。',
    en: 'whoever registered the case may not review its report; a second person does',
  });
}

export function notStatedUnrelated(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'unrelated',
    zh: '该申请已按经办人员近亲属备案；复核人须声明与申请人无近亲属关系，否则请由他人复核。',
    en: 'the case is filed as a staff relative’s: state that you are not related to the applicant, or let another review',
  });
}
