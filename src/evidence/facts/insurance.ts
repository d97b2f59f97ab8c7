import { defineFact } from '../define-fact.ts';
import { date, fen, text, word } from '../fact-scalars.ts';

/** A commercial policy 商业保险; items per D21. Its cash value belongs to the policyholder, not to the insured person. */
export const insurancePolicy = defineFact({
  type: 'INSURANCE_POLICY',
  list: 'policies',
  zh: '商业保险保单',
  en: 'a commercial insurance policy',
  identity: { belongsTo: 'PERSON', namedBy: ['insurerName', 'kind', 'role', 'since'], weighs: ['cashValueFen'] },
  shape: {
    insurerName: text('保险公司', 'insurer', 100),
    kind: word('险种', 'kind', {
      LIFE: '人寿保险',
      ANNUITY: '年金保险',
      INVESTMENT: '分红、万能、投资连结保险',
      HEALTH: '健康保险',
      ACCIDENT: '意外伤害保险',
      PROPERTY: '财产和车辆保险',
    }),
    role: word('保单身份', 'the person is', { POLICYHOLDER: '投保人', INSURED: '被保险人', BENEFICIARY: '受益人' }),
    cashValueFen: fen('现金价值', 'cash value'),
    yearlyPremiumFen: fen('年保费', 'premium of a year'),
    status: word('保单状态', 'state', { IN_FORCE: '有效', LAPSED: '失效', ENDED: '终止' }),
    since: date('生效日期', 'since'),
  },
});
