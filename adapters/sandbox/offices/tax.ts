import { hubOffice } from '../hub-office.ts';
import { compactDay, compactMonth, decimal } from '../wire-forms.ts';

const INCOME = {
  WAGE: '0101',
  OPERATING: '0200',
  LABOUR_SERVICE: '0400',
  AUTHOR: '0500',
  ROYALTY: '0600',
  INTEREST_DIVIDEND: '0700',
  PROPERTY_RENT: '0800',
  PROPERTY_TRANSFER: '0900',
  INCIDENTAL: '1000',
} as const;
const BASIS = { ASSESSED: '1', INVOICED: '2' } as const;
const PURCHASE = { VEHICLE: '1', HOME: '2' } as const;

/** 税务 behind the hub. */
export const taxOffice = hubOffice({
  sourceId: 'tax',
  serviceCode: 'WX-SW-0601',
  forms: {
    TAXED_INCOME_MONTH: {
      code: 'KJMX',
      write: (income) => ({
        skssq: compactMonth(income.month),
        sdxm: INCOME[income.kind],
        kjywr: income.payerName,
        kjrsbh: income.payerCode ?? '',
        sre: decimal(income.incomeFen),
        ykse: decimal(income.taxFen),
      }),
    },
    SOLE_TRADER_TURNOVER: {
      code: 'GTYY',
      write: (trader) => ({
        nsrmc: trader.traderName,
        nsrsbh: trader.traderCode,
        zsfs: BASIS[trader.basis],
        ssqq: compactDay(trader.since),
        ssqz: compactDay(trader.until),
        yye: decimal(trader.turnoverFen),
      }),
    },
    TAXED_PURCHASE: {
      code: 'GZSS',
      write: ({ kind, subject, purchasedOn, priceFen }) => ({
        gzlx: PURCHASE[kind],
        gzw: subject,
        gzrq: compactDay(purchasedOn),
        jsjg: decimal(priceFen),
      }),
    },
  },
});
