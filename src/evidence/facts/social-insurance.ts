import { defineFact } from '../define-fact.ts';
import { creditCode, date, fen, flag, month, text, word } from '../fact-scalars.ts';

/** Facts of human resources and social security 人社; items per D4. */

/** One month of contributions under one scheme. The base follows the wage of a year ago, within the city's limits. */
export const contributionMonth = defineFact({
  type: 'CONTRIBUTION_MONTH',
  list: 'months',
  zh: '社会保险缴费',
  en: 'a month of social-insurance contributions',
  identity: {
    belongsTo: 'PERSON',
    namedBy: ['scheme', 'month', 'paidAs', 'employerName', 'backPaid'],
    weighs: ['baseFen'],
  },
  shape: {
    scheme: word('险种', 'scheme', { PENSION: '养老', UNEMPLOYMENT: '失业', WORK_INJURY: '工伤' }),
    month: month('费款所属期', 'month that it is paid for'),
    paidAs: word('参保身份', 'in which capacity', {
      EMPLOYEE: '单位职工',
      FLEXIBLE: '灵活就业人员',
      RESIDENT: '城乡居民',
    }),
    // Nobody's employee has none.
    employerName: text('缴费单位', 'employer', 100).nullable(),
    employerCode: creditCode('单位信用代码', 'credit code of the employer').nullable(),
    baseFen: fen('缴费基数', 'contribution base'),
    // Paid later for a month long gone; such a month proves no work in it.
    backPaid: flag('是否补缴', 'paid afterwards'),
  },
});

/** Money that is paid to the person each month by the pension funds. */
export const pension = defineFact({
  type: 'PENSION',
  list: 'pensions',
  zh: '养老等待遇',
  en: 'a pension or like benefit',
  identity: { belongsTo: 'PERSON', namedBy: ['kind', 'since', 'status'], weighs: ['monthlyFen'] },
  shape: {
    kind: word('待遇类别', 'kind', {
      EMPLOYEE: '企业职工养老金',
      PUBLIC_SECTOR: '机关事业单位养老金',
      RESIDENT: '城乡居民养老金',
      INVALIDITY: '病残津贴',
      WORK_INJURY: '工伤待遇',
      SURVIVOR: '遗属待遇',
    }),
    monthlyFen: fen('月待遇', 'paid each month'),
    // The part that policy may leave out of income (2021 办法 Art 13); `null` where the kind has none.
    basicPartFen: fen('其中基础养老金', 'of it the basic pension of residents').nullable(),
    since: date('待遇起', 'since'),
    status: word('发放状态', 'state of payment', { PAID: '正常发放', SUSPENDED: '暂停', ENDED: '终止' }),
  },
});

/** Unemployment benefit 失业保险金, for a span of months. */
export const unemploymentBenefit = defineFact({
  type: 'UNEMPLOYMENT_BENEFIT',
  list: 'unemploymentBenefits',
  zh: '失业保险金',
  en: 'an unemployment benefit',
  identity: { belongsTo: 'PERSON', namedBy: ['since', 'until'], weighs: ['monthlyFen'] },
  shape: {
    monthlyFen: fen('月失业保险金', 'paid each month'),
    since: date('领取起', 'since'),
    until: date('核定止', 'granted until'),
  },
});

/** The person's own registration of employment or unemployment 就业失业登记; often years out of date. */
export const employmentRegistration = defineFact({
  type: 'EMPLOYMENT_REGISTRATION',
  list: 'employmentRegistrations',
  zh: '就业失业登记',
  en: 'a registration of employment or unemployment',
  identity: { belongsTo: 'PERSON', namedBy: ['state', 'since'] },
  shape: {
    state: word('登记状态', 'state', { EMPLOYED: '就业', FLEXIBLE: '灵活就业', UNEMPLOYED: '失业' }),
    employerName: text('用人单位', 'employer', 100).nullable(),
    since: date('登记日期', 'since'),
  },
});
