import { defineBatchSource } from './batch-source.ts';
import type { BatchLayout } from './transports/batch-layout.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, compactMonth, openEndDate, signedYuan, wireText } from './wire-scalars.ts';

/** 财政供养类别 and 补贴类别, made up after what such lists name. */
const PAYROLL_KIND = { '1': 'CIVIL_SERVICE', '2': 'PUBLIC_INSTITUTION', '3': 'RETIRED', '9': 'OTHER' } as const;
const SUBSIDY_KIND = {
  '01': 'SOCIAL_ASSISTANCE',
  '02': 'FAMILY_PLANNING_AWARD',
  '03': 'OLD_AGE_ALLOWANCE',
  '04': 'DISABILITY_SUBSIDY',
  '05': 'FARMLAND_SUPPORT',
  '06': 'SCHOLARSHIP',
  '07': 'BRAVERY_AWARD',
  '99': 'OTHER',
} as const;

/** 财政供养人员. A place that has ended says what was; the near relative of staff is filed separately. */
const payroll = wireRecord({
  code: 'GY',
  fact: 'PUBLIC_PAYROLL',
  wire: { 供养单位: wireText(100), 供养类别: coded(PAYROLL_KIND), 供养起: compactDate, 供养止: openEndDate },
  read: ({ 供养单位, 供养类别, 供养起, 供养止 }) => ({
    unitName: 供养单位,
    kind: 供养类别,
    since: 供养起,
    until: 供养止,
  }),
});

/** “一卡通” 补贴. The kind is the office's, not the item's name: it decides what counts as income. */
const subsidy = wireRecord({
  code: 'BT',
  fact: 'SUBSIDY_PAYMENT',
  wire: { 补贴类别: coded(SUBSIDY_KIND), 补贴项目: wireText(100), 发放年月: compactMonth, 金额: signedYuan },
  read: ({ 补贴类别, 补贴项目, 发放年月, 金额 }) => ({
    kind: 补贴类别,
    item: 补贴项目,
    month: 发放年月,
    amountFen: 金额,
  }),
});

/** CSV as a spreadsheet writes it, with a byte order mark. */
export const FINANCE_FILES: BatchLayout = {
  kind: 'CSV',
  encoding: 'utf-8',
  bom: true,
  columns: [...payroll.fields, ...subsidy.fields],
};

/**
 * 财政供养人员和惠民惠农补贴 by a file each month. Items per D13; quota, patience and age of the data are assumptions.
 */
export const finance = defineBatchSource({
  id: 'finance',
  department: { zh: '财政局', en: 'Finance Bureau' },
  subject: { zh: '财政供养人员和“一卡通”补贴', en: 'publicly paid staff and subsidies' },
  level: 'CITY',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT'],
  behaviour: {
    // T+1 to T+5 is what such offices take.
    turnaroundWorkingDays: 8,
    // A month, and the days until its file is made.
    staleAfterDays: 45,
  },
  files: FINANCE_FILES,
  records: [payroll, subsidy],
});
