import { defineFact } from '../define-fact.ts';
import { count, currency, date, fen, signedFen, text } from '../fact-scalars.ts';

/** The holdings of one person at one bank at the base date: the sum over all accounts in that bank; items per D19. */
export const bankHolding = defineFact({
  type: 'BANK_HOLDING',
  list: 'accounts',
  zh: '在一家银行的存款和理财',
  en: 'what one bank holds for the person, all accounts together',
  identity: { belongsTo: 'PERSON', namedBy: ['bankCode', 'currency'], weighs: ['balanceFen', 'wealthManagementFen'] },
  shape: {
    bankCode: text('银行代码', 'code of the bank', 20, 1),
    balanceFen: signedFen('账户余额合计', 'sum of the balances'),
    wealthManagementFen: fen('理财市值', 'wealth-management products at their value on the base date'),
    accountCount: count('账户数', 'accounts'),
    dormantAccountCount: count('睡眠户数', 'dormant accounts among them'),
    // 0 where there was none.
    largestOutflowFen: fen('近半年最大单笔转出', 'largest single outflow of the last half-year'),
    largestOutflowOn: date('转出日期', 'day of that outflow').nullable(),
    // Amounts are hundredths of it; `null` where it is not known. Facts without it are in yuan.
    currency: currency('币种', 'currency').nullable().exactOptional(),
  },
});
