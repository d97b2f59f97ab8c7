import { addDays, parseCalendarDate, shanghaiDate } from '../../../src/platform/calendar-date.ts';
import { FINANCE_FILES } from '../../finance.ts';
import { batchOffice } from '../batch-office.ts';
import { compactDay, compactMonth, decimal } from '../wire-forms.ts';

const PAYROLL_KIND = { CIVIL_SERVICE: '1', PUBLIC_INSTITUTION: '2', RETIRED: '3', OTHER: '9' } as const;
const SUBSIDY_KIND = {
  SOCIAL_ASSISTANCE: '01',
  FAMILY_PLANNING_AWARD: '02',
  OLD_AGE_ALLOWANCE: '03',
  DISABILITY_SUBSIDY: '04',
  FARMLAND_SUPPORT: '05',
  SCHOLARSHIP: '06',
  BRAVERY_AWARD: '07',
  OTHER: '99',
} as const;

/** 财政: what it knows is as of the end of the month before. */
export const financePartner = batchOffice({
  sourceId: 'finance',
  files: FINANCE_FILES,
  dataDate: (clock) => addDays(parseCalendarDate(`${shanghaiDate(clock.now()).slice(0, 7)}-01`), -1),
  forms: {
    PUBLIC_PAYROLL: {
      code: 'GY',
      write: ({ unitName, kind, since, until }) => ({
        供养单位: unitName,
        供养类别: PAYROLL_KIND[kind],
        供养起: compactDay(since),
        供养止: compactDay(until, '99991231'),
      }),
    },
    SUBSIDY_PAYMENT: {
      code: 'BT',
      write: ({ kind, item, month, amountFen }) => ({
        补贴类别: SUBSIDY_KIND[kind],
        补贴项目: item,
        发放年月: compactMonth(month),
        金额: decimal(amountFen),
      }),
    },
  },
});
