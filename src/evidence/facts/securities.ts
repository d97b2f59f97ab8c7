import { defineFact } from '../define-fact.ts';
import { count, currency, fen, word } from '../fact-scalars.ts';

/** The person's holdings at the securities depository at the base date 证券登记结算; items per D20. */
export const securitiesHolding = defineFact({
  type: 'SECURITIES_HOLDING',
  list: 'securities',
  zh: '有价证券和资金余额',
  en: 'securities and cash in brokerage accounts',
  // The depository tells one sum for each state of accounts and currency.
  identity: { belongsTo: 'PERSON', namedBy: ['status', 'currency'], weighs: ['marketValueFen', 'cashFen'] },
  shape: {
    accountCount: count('证券账户数', 'accounts'),
    marketValueFen: fen('持仓市值', 'market value of what is held'),
    cashFen: fen('资金余额', 'cash'),
    status: word('账户状态', 'state', { NORMAL: '正常', DORMANT: '休眠', FROZEN: '冻结' }),
    // Amounts are hundredths of it; `null` where it is not known. Facts without it are in yuan.
    currency: currency('币种', 'currency').nullable().exactOptional(),
  },
});
