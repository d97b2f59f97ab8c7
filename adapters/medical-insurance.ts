import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, flag, hundredths, optionalPercent, wireText } from './wire-scalars.ts';

/** Codes as medical-insurance systems commonly have them, from general knowledge. */
const KIND = { '310': 'EMPLOYEE', '390': 'RESIDENT' } as const;
const STATUS = { '1': 'ACTIVE', '2': 'SUSPENDED', '4': 'ENDED' } as const;
const SETTING = { '11': 'OUTPATIENT', '14': 'OUTPATIENT', '21': 'INPATIENT', '41': 'PHARMACY' } as const;

/** 参保信息: 险种, 参保状态, 参保起始, 资助参保标志. */
const enrolment = wireRecord({
  code: 'CBXX',
  fact: 'MEDICAL_ENROLMENT',
  wire: { xzlx: coded(KIND), cbzt: coded(STATUS), cbqs: compactDate, zzcb: flag },
  read: ({ xzlx, cbzt, cbqs, zzcb }) => ({ kind: xzlx, status: cbzt, since: cbqs, aided: zzcb }),
});

/**
 * 结算信息. Neither diagnosis nor treatment is asked for. A settlement that was cancelled is left out by the
 * department together with its cancellation: a negative amount would be a changed form.
 */
const settlement = wireRecord({
  code: 'JSXX',
  fact: 'MEDICAL_SETTLEMENT',
  wire: {
    /** 结算日期, 医药机构名称, 定点标志, 医疗类别 (11 门诊, 14 门诊慢特病, 21 住院, 41 药店). */
    jsrq: compactDate,
    yljg: wireText(100),
    ddbz: flag,
    yllb: coded(SETTING),
    /** 总费用, 统筹支付, 大病支付, 医疗救助, 个人负担 (personal account included). */
    zfy: hundredths,
    tczf: hundredths,
    dbzf: hundredths,
    yljz: hundredths,
    grfd: hundredths,
    /** 同类病例费用百分位, worked out by the department; empty where there are too few. */
    fybfw: optionalPercent,
  },
  read: (visit) => ({
    settledOn: visit.jsrq,
    institutionName: visit.yljg,
    designated: visit.ddbz,
    setting: visit.yllb,
    totalFen: visit.zfy,
    pooledFen: visit.tczf,
    seriousIllnessFen: visit.dbzf,
    aidFen: visit.yljz,
    selfPaidFen: visit.grfd,
    peerPercentile: visit.fybfw,
  }),
});

/** 医疗保险参保和结算. Items per D5. */
export const medicalInsurance = defineHubSource({
  id: 'medical-insurance',
  department: { zh: '医疗保障局', en: 'Medical Security Bureau' },
  subject: { zh: '医疗保险和医疗费用', en: 'medical insurance and expenses' },
  serviceCode: 'WX-YB-0501',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 45 },
  records: [enrolment, settlement],
});
