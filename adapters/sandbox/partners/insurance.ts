import { INSURANCE_FILES } from '../../insurance.ts';
import { batchOffice } from '../batch-office.ts';
import { compactDay, decimal } from '../wire-forms.ts';

const KIND = { LIFE: '11', ANNUITY: '12', INVESTMENT: '13', HEALTH: '21', ACCIDENT: '22', PROPERTY: '31' } as const;
const ROLE = { POLICYHOLDER: 'T', INSURED: 'B', BENEFICIARY: 'S' } as const;
const STATUS = { IN_FORCE: '1', LAPSED: '2', ENDED: '3' } as const;

/** 保险业信息平台, for all insurers. */
export const insurancePartner = batchOffice({
  sourceId: 'insurance',
  files: INSURANCE_FILES,
  forms: {
    INSURANCE_POLICY: {
      code: 'BD',
      write: (policy) => ({
        保险公司: policy.insurerName,
        险种: KIND[policy.kind],
        保单身份: ROLE[policy.role],
        现金价值: decimal(policy.cashValueFen),
        年保费: decimal(policy.yearlyPremiumFen),
        保单状态: STATUS[policy.status],
        生效日期: compactDay(policy.since),
      }),
    },
  },
});
