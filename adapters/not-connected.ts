/** A department that the law lets the gateway ask, but to which no line is laid: reports name it as 未接入. */
export type UnconnectedDepartment = {
  readonly id: string;
  readonly department: { readonly zh: string; readonly en: string };
  readonly subject: { readonly zh: string; readonly en: string };
  /** GB/T 2260 code; these keep one register for the whole country. */
  readonly territory: string;
};

/** The whole country. */
const NATION = '100000';

/** Financial assets beyond banks: 最低生活保障审核确认办法 (2021), Art 14 and 17; departments D20 to D22. */
export const NOT_CONNECTED: readonly UnconnectedDepartment[] = [
  {
    id: 'securities',
    department: { zh: '证券登记结算机构', en: 'Securities depository and clearing' },
    subject: { zh: '有价证券和资金余额', en: 'securities and cash balances' },
    territory: NATION,
  },
  {
    id: 'insurance',
    department: { zh: '保险机构', en: 'Insurers' },
    subject: { zh: '商业保险现金价值', en: 'cash value of commercial insurance' },
    territory: NATION,
  },
  {
    id: 'payment',
    department: { zh: '支付机构', en: 'Payment institutions' },
    subject: { zh: '互联网金融资产', en: 'assets in online finance' },
    territory: NATION,
  },
];
