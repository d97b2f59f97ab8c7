import { defineFact } from '../define-fact.ts';
import { fen, month, text, word } from '../fact-scalars.ts';

/** An account in the housing provident fund 住房公积金; items per D9. */
export const housingFundAccount = defineFact({
  type: 'HOUSING_FUND_ACCOUNT',
  list: 'fundAccounts',
  zh: '住房公积金账户',
  en: 'an account in the housing fund',
  identity: { belongsTo: 'PERSON', namedBy: ['employerName'], weighs: ['balanceFen', 'baseFen'] },
  shape: {
    employerName: text('缴存单位', 'employer', 100).nullable(),
    baseFen: fen('缴存基数', 'contribution base'),
    // Employee's and employer's part together.
    monthlyFen: fen('月缴存额', 'paid in each month'),
    balanceFen: fen('账户余额', 'balance'),
    // Sealed: nothing is paid in since the work ended, the money is still there.
    status: word('账户状态', 'state', { NORMAL: '正常', SEALED: '封存', CLOSED: '销户' }),
    lastPaidMonth: month('缴至年月', 'last month paid in').nullable(),
    loanBalanceFen: fen('贷款余额', 'what is left of a loan'),
  },
});
