import { hubOffice } from '../hub-office.ts';
import { compactMonth, decimal } from '../wire-forms.ts';

const STATUS = { NORMAL: '01', SEALED: '02', CLOSED: '05' } as const;

/** 公积金 behind the hub. */
export const housingFundOffice = hubOffice({
  sourceId: 'housing-fund',
  serviceCode: 'WX-GJJ-0901',
  forms: {
    HOUSING_FUND_ACCOUNT: {
      code: 'GRZH',
      write: (account) => ({
        dwmc: account.employerName ?? '',
        jcjs: decimal(account.baseFen),
        yjce: decimal(account.monthlyFen),
        zhye: decimal(account.balanceFen),
        zhzt: STATUS[account.status],
        jzny: account.lastPaidMonth === null ? '' : compactMonth(account.lastPaidMonth),
        dkye: decimal(account.loanBalanceFen),
      }),
    },
  },
});
