import { defineBatchSource } from './batch-source.ts';
import type { BatchLayout } from './transports/batch-layout.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, hundredths, wireText } from './wire-scalars.ts';

/** 险种, 保单身份 and 保单状态, made up after what such platforms name. */
const KIND = {
  '11': 'LIFE',
  '12': 'ANNUITY',
  '13': 'INVESTMENT',
  '21': 'HEALTH',
  '22': 'ACCIDENT',
  '31': 'PROPERTY',
} as const;
const ROLE = { T: 'POLICYHOLDER', B: 'INSURED', S: 'BENEFICIARY' } as const;
const STATUS = { '1': 'IN_FORCE', '2': 'LAPSED', '3': 'ENDED' } as const;

/** 商业保险保单. The cash value belongs to the policyholder; for everybody else in the policy it is 0. */
const policy = wireRecord({
  code: 'BD',
  fact: 'INSURANCE_POLICY',
  wire: {
    保险公司: wireText(100),
    险种: coded(KIND),
    保单身份: coded(ROLE),
    现金价值: hundredths,
    年保费: hundredths,
    保单状态: coded(STATUS),
    生效日期: compactDate,
  },
  read: ({ 保险公司, 险种, 保单身份, 现金价值, 年保费, 保单状态, 生效日期 }) => ({
    insurerName: 保险公司,
    kind: 险种,
    role: 保单身份,
    cashValueFen: 现金价值,
    yearlyPremiumFen: 年保费,
    status: 保单状态,
    since: 生效日期,
  }),
});

export const INSURANCE_FILES: BatchLayout = { kind: 'CSV', encoding: 'gbk', columns: policy.fields };

/**
 * 商业保险: one platform of the trade answers for all insurers. Items per D21, which takes T+5 to T+15; quota, hours and
 * age of the data are assumptions.
 */
export const insurance = defineBatchSource({
  id: 'insurance',
  department: { zh: '保险业信息平台', en: 'Information platform of the insurers' },
  subject: { zh: '商业保险现金价值', en: 'cash value of commercial insurance' },
  level: 'NATION',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  behaviour: {
    window: { opens: '18:00', closes: '06:00' },
    turnaroundWorkingDays: 15,
    staleAfterDays: 45,
  },
  files: INSURANCE_FILES,
  records: [policy],
});
