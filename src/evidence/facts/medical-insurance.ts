import { defineFact } from '../define-fact.ts';
import { date, fen, flag, percent, text, word } from '../fact-scalars.ts';

/**
 * Facts of medical security 医保; items per D5, except the diagnosis. We don't ask for it: health data are sensitive
 * (个人信息保护法 Art 28), and whether treatment was needed is for 医保 and doctors to say.
 */

/** Being insured, as of the base date. */
export const medicalEnrolment = defineFact({
  type: 'MEDICAL_ENROLMENT',
  list: 'enrolments',
  zh: '医疗保险参保',
  en: 'an enrolment in medical insurance',
  identity: { belongsTo: 'PERSON', namedBy: ['kind', 'since'] },
  shape: {
    kind: word('参保类型', 'kind', { EMPLOYEE: '职工医保', RESIDENT: '城乡居民医保' }),
    status: word('参保状态', 'state', { ACTIVE: '正常', SUSPENDED: '暂停', ENDED: '终止' }),
    since: date('参保起', 'since'),
    // Civil affairs pays the premium of the poor.
    aided: flag('是否资助参保', 'premium paid by the state'),
  },
});

/** One settlement 结算. The total is the sum of what each fund paid and of what the person paid. */
export const medicalSettlement = defineFact({
  type: 'MEDICAL_SETTLEMENT',
  list: 'settlements',
  zh: '医疗费用结算',
  en: 'a settlement of medical expenses',
  // It is told without a number: several on one day at one institution are common.
  identity: { belongsTo: 'PERSON', namedBy: 'CONTENT' },
  shape: {
    settledOn: date('结算日期', 'day of settlement'),
    institutionName: text('医药机构', 'institution', 100),
    designated: flag('是否定点', 'a designated institution'),
    setting: word('就医方式', 'setting', { OUTPATIENT: '门诊', INPATIENT: '住院', PHARMACY: '药店' }),
    totalFen: fen('总费用', 'total'),
    pooledFen: fen('统筹基金支付', 'paid by the pooled fund'),
    seriousIllnessFen: fen('大病保险支付', 'paid by serious-illness insurance'),
    aidFen: fen('医疗救助支付', 'paid by medical aid'),
    // Personal account included: it is the person's own money.
    selfPaidFen: fen('个人负担', 'borne by the person'),
    // Worked out by 医保 itself, which knows the diagnosis; `null` where it says nothing.
    peerPercentile: percent('同类病例费用百分位', 'percentile of the total among like cases').nullable(),
  },
});
