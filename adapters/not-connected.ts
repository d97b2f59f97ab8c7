import type { SourceDescription } from '../src/sources/port.ts';

/** A department that the law lets the gateway ask, but to which no line is laid: reports name it as 未接入. */
export type UnconnectedDepartment = Pick<SourceDescription, 'id' | 'department' | 'subject' | 'level'>;

/** Departments D15, D18 and D22; assets in online finance: 最低生活保障审核确认办法 (2021), Art 14 and 17. */
export const NOT_CONNECTED: readonly UnconnectedDepartment[] = [
  {
    id: 'justice',
    department: { zh: '司法行政机关', en: 'Justice Administration' },
    subject: { zh: '服刑、社区矫正和强制戒毒', en: 'imprisonment, community correction, compulsory rehabilitation' },
    level: 'CITY',
  },
  {
    id: 'utilities',
    department: { zh: '供水、供电、供气和通讯企业', en: 'Water, power, gas and telecom companies' },
    subject: { zh: '用量和欠费（辅助评估）', en: 'usage and arrears, as a hint only' },
    level: 'CITY',
  },
  {
    id: 'payment',
    department: { zh: '支付机构', en: 'Payment institutions' },
    subject: { zh: '互联网金融资产', en: 'assets in online finance' },
    level: 'NATION',
  },
];
