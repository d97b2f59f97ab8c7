import { Problem } from '../platform/problem.ts';

/** Why an objection or a dispute cannot be filed, carried on or settled; each says how to mend it. */

export function noReport(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '该核对尚无报告，不能提出异议；请等待首份报告。',
    en: 'there is no report yet to object to; wait for the first one',
  });
}

export function noSuchRow(field: string): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field,
    zh: '最新一版报告没有这一项；请从最新报告重新选取。',
    en: 'the newest version has no such row; choose it from that version',
  });
}

export function openAlready(field: string): Problem {
  return new Problem({
    code: 'CONFLICT',
    field,
    zh: '同一事项已有未办结的异议或争议；请在其中补充证明。',
    en: 'the same is contested already; add your proof to what is open',
  });
}

export function outsideTheHousehold(field: string): Problem {
  return new Problem({
    code: 'CONFLICT',
    field,
    zh: '赡抚扶养义务人不属于该家庭，其登记信息的争议不在本申请中办理；请由其本人向登记部门提出。',
    en: 'a support obligor is no member of this household; what a register says of them they take up with it themselves',
  });
}

export function notThere(field: string): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field,
    zh: '没有找到，或不在您的服务范围内；请核对编号。',
    en: 'there is nothing under this id within the place you serve; check the id',
  });
}

export function settledAlready(field: string): Problem {
  return new Problem({
    code: 'ALREADY_SETTLED',
    field,
    zh: '已由他人办结；请刷新后查看结论。',
    en: 'somebody has settled it already; read how it ended',
  });
}

export function secondPerson(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    zh: '提出核对、提出异议或争议、复核过该报告的人不能作出结论；请由另一人办理。',
    en: 'whoever requested the check, filed this, or reviewed the report may not settle it; another person does',
  });
}

export function proofNeeded(): Problem {
  return new Problem({
    code: 'PROOF_NEEDED',
    field: 'proofs',
    zh: '该结论须有证明材料或来源的重新答复；请先补充。',
    en: 'this needs a proof on file, or the source’s answer to the question put again; add it first',
  });
}

export function factsNeeded(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'facts',
    zh: '请指明不计入计算的事实；可从报告所列事实中选取。',
    en: 'name the facts that are set aside; the report’s facts can be chosen from',
  });
}

export function answeredTheSame(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'outcome',
    zh: '来源重新答复中仍有该事实，不能按“来源已更正”办结。',
    en: 'the source says the same again: it has not corrected its record',
  });
}

export function notAnsweredAgain(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'outcome',
    zh: '来源对重新查询尚无结论性答复；请等待，或选择其他结论。',
    en: 'the source has not answered the question put again; wait, or settle it otherwise',
  });
}

export function letterDoesNotCover(): Problem {
  return new Problem({
    code: 'NO_LETTER',
    field: 'objectionId',
    zh: '没有授权书允许为异议复查再次查询该来源；请先取得本人签署的授权。',
    en: 'no letter allows this source to be asked for the review of an objection; have one signed first',
  });
}

export function stillAsking(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'objectionId',
    zh: '已再次查询该来源，尚在等待答复；请待其答复或到期后再查询。',
    en: 'the source is being asked again already; wait for its answer, or until its time is over',
  });
}

export function nobodyToAsk(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'objectionId',
    zh: '对指标的异议没有单一来源可再次查询；请对其中的事实提出异议。',
    en: 'an indicator has no single source to ask again; object to one of its facts',
  });
}

export function nothingStems(field: string): Problem {
  return new Problem({
    code: 'CONFLICT',
    field,
    zh: '最新报告中没有源于此项登记的事实，无需提出争议；请核对人员和市场主体代码。',
    en: 'no fact of the newest reports stems from this entry; check the person and the codes of the enterprises',
  });
}

export function noEnterprises(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'enterpriseCodes',
    zh: '错误死亡登记争议不涉及市场主体；请删除代码，或另行提出冒名登记争议。',
    en: 'an entry of death concerns no enterprise; leave the codes out, or open a dispute about a stolen identity',
  });
}

export function notADeath(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'disputeId',
    zh: '生存证明只用于错误死亡登记争议。',
    en: 'a proof of life belongs to a dispute about an entry of death',
  });
}

export function ticketSent(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'sourceId',
    zh: '已向该部门发出校核单；请登记其答复。',
    en: 'this department has its ticket already; record what it answers',
  });
}
