import { SECURITIES_FILES } from '../../securities.ts';
import { batchOffice } from '../batch-office.ts';
import { decimal } from '../wire-forms.ts';

const STATUS = { NORMAL: '0', DORMANT: '1', FROZEN: '2' } as const;

/** 证券登记结算. */
export const securitiesPartner = batchOffice({
  sourceId: 'securities',
  files: SECURITIES_FILES,
  forms: {
    SECURITIES_HOLDING: {
      code: 'ZQ',
      write: ({ accountCount, marketValueFen, cashFen, status }) => ({
        证券账户数: String(accountCount),
        持仓市值: decimal(marketValueFen),
        资金余额: decimal(cashFen),
        账户状态: STATUS[status],
      }),
    },
  },
});
