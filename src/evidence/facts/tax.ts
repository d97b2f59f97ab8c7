import { defineFact } from '../define-fact.ts';
import { creditCode, date, fen, month, signedFen, text, word } from '../fact-scalars.ts';

/** Facts of the tax authority 税务; items per D6. */

/** Income of one kind from one payer in one month, as the payer declared it when withholding 扣缴申报. */
export const taxedIncomeMonth = defineFact({
  type: 'TAXED_INCOME_MONTH',
  list: 'taxedIncome',
  zh: '个人所得税申报收入',
  en: 'a month of income as declared for tax',
  // By the name of the payer: not every office tells its code.
  identity: { belongsTo: 'PERSON', namedBy: ['month', 'kind', 'payerName'], weighs: ['incomeFen'] },
  shape: {
    month: month('税款所属期', 'month of the income'),
    kind: word('所得项目', 'kind of income', {
      WAGE: '工资薪金所得',
      LABOUR_SERVICE: '劳务报酬所得',
      AUTHOR: '稿酬所得',
      ROYALTY: '特许权使用费所得',
      OPERATING: '经营所得',
      INTEREST_DIVIDEND: '利息、股息、红利所得',
      PROPERTY_RENT: '财产租赁所得',
      PROPERTY_TRANSFER: '财产转让所得',
      INCIDENTAL: '偶然所得',
    }),
    payerName: text('扣缴义务人', 'payer', 100),
    payerCode: creditCode('扣缴义务人代码', 'credit code of the payer').nullable(),
    // Before tax and contributions. Somebody else may have declared it in a stolen name.
    incomeFen: signedFen('收入额', 'income'),
    taxFen: signedFen('税额', 'tax withheld'),
  },
});

/** The turnover of a sole trader 个体工商户 in a period. An assessed turnover is an estimate of the tax office. */
export const soleTraderTurnover = defineFact({
  type: 'SOLE_TRADER_TURNOVER',
  list: 'turnovers',
  zh: '个体工商户营业额',
  en: 'the turnover of a sole trader',
  identity: { belongsTo: 'ITSELF', namedBy: ['traderCode', 'basis', 'since', 'until'], weighs: ['turnoverFen'] },
  shape: {
    traderName: text('纳税人名称', 'name of the business', 100),
    traderCode: creditCode('纳税人识别号', 'credit code'),
    basis: word('征收方式', 'how it is known', { ASSESSED: '定期定额', INVOICED: '开票或查账' }),
    since: date('所属期起', 'first day'),
    until: date('所属期止', 'last day'),
    turnoverFen: signedFen('营业额', 'turnover'),
  },
});

/** Something dear on whose purchase tax was paid: 车辆购置税, 契税. */
export const taxedPurchase = defineFact({
  type: 'TAXED_PURCHASE',
  list: 'purchases',
  zh: '购置车辆、房屋的纳税',
  en: 'a purchase on which tax was paid',
  identity: { belongsTo: 'PERSON', namedBy: ['kind', 'subject', 'purchasedOn'], weighs: ['priceFen'] },
  shape: {
    kind: word('购置物', 'what was bought', { VEHICLE: '车辆', HOME: '房屋' }),
    subject: text('车型或房屋坐落', 'model, or where the home lies', 200),
    purchasedOn: date('购置日期', 'day of purchase'),
    priceFen: fen('计税价格', 'taxed price'),
  },
});
