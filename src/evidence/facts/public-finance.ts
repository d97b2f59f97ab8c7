import { defineFact } from '../define-fact.ts';
import { date, month, signedFen, text, word } from '../fact-scalars.ts';

/** Facts of public finance 财政; items per D13. */

/** A place on the public payroll 财政供养; the relation to staff is filed separately (2021 办法 Art 11). */
export const publicPayroll = defineFact({
  type: 'PUBLIC_PAYROLL',
  list: 'payrolls',
  zh: '财政供养',
  en: 'a place on the public payroll',
  identity: { belongsTo: 'PERSON', namedBy: ['unitName', 'kind', 'since', 'until'] },
  shape: {
    unitName: text('供养单位', 'unit', 100),
    kind: word('供养类别', 'kind', {
      CIVIL_SERVICE: '行政编制',
      PUBLIC_INSTITUTION: '事业编制',
      RETIRED: '离退休',
      OTHER: '其他',
    }),
    since: date('供养起', 'since'),
    until: date('供养止', 'until').nullable(),
  },
});

/** One payment to the person's card 一卡通. The kind decides whether it counts as income. */
export const subsidyPayment = defineFact({
  type: 'SUBSIDY_PAYMENT',
  list: 'subsidies',
  zh: '惠民惠农补贴',
  en: 'a subsidy paid to the card',
  identity: { belongsTo: 'PERSON', namedBy: ['kind', 'item', 'month'], weighs: ['amountFen'] },
  shape: {
    kind: word('补贴类别', 'kind', {
      SOCIAL_ASSISTANCE: '社会救助款物',
      FAMILY_PLANNING_AWARD: '计划生育奖励扶助',
      OLD_AGE_ALLOWANCE: '高龄津贴',
      DISABILITY_SUBSIDY: '残疾人两项补贴',
      FARMLAND_SUPPORT: '耕地地力保护补贴',
      SCHOLARSHIP: '奖学金、助学金',
      BRAVERY_AWARD: '见义勇为奖励',
      OTHER: '其他',
    }),
    item: text('补贴项目', 'item as the office calls it', 100),
    month: month('发放年月', 'month of payment'),
    amountFen: signedFen('金额', 'amount'),
  },
});
