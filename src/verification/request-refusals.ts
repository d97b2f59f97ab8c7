import { Problem } from '../platform/problem.ts';

/** Why a verification cannot be requested; each says what, where and how to mend. */

export function coveredByNoLetter(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'purpose',
    zh: '没有授权书可以授权这一目的的查询；请选择申请、复核或异议。',
    en: 'no letter covers a check for this purpose; choose APPLICATION, REVERIFICATION or OBJECTION',
  });
}

export function nobodyCounts(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该家庭没有计入共同生活家庭的成员，无从核对；请核实成员的情况后重新登记。',
    en: 'no member of this household counts, so there is nothing to verify; check the members and register again',
  });
}

export function closed(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结，不能再发起核对；如需核对请另行登记申请。',
    en: 'the application is withdrawn or closed; register a new one to verify again',
  });
}

export function noLetter(): Problem {
  return new Problem({
    code: 'NO_LETTER',
    field: 'applicationId',
    zh: '该申请没有有效的授权书；请先录入已签署的授权书，再发起核对。',
    en: 'the application has no letter in force; record the signed letter before requesting a verification',
  });
}

/** @param purpose as the letter words it */
export function noLetterForPurpose(purpose: string): Problem {
  return new Problem({
    code: 'NO_LETTER',
    field: 'purpose',
    zh: `没有有效的授权书包含“${purpose}”这一目的；请先录入包含该目的的授权书，或者改选与授权书一致的目的。`,
    en: 'no letter in force covers a check for this purpose; record one that does, or choose the purpose that the letter names',
  });
}

export function noAidInForce(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'purpose',
    zh: '该申请没有正在执行的救助决定，不能发起救助期间复核；首次核对请选择“申请”。',
    en: 'no decision of this case gives aid now, so there is nothing to verify again; choose APPLICATION for the first check',
  });
}

export function inTheFuture(): Problem {
  return new Problem({
    code: 'INVALID_DATE',
    field: 'baseDate',
    zh: '基准日不能晚于今天。',
    en: 'the base date cannot lie after today',
  });
}
