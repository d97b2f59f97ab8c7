import { defineHubSource } from './hub-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, compactDate, hundredths } from './wire-scalars.ts';

/** 优抚对象类别, from general knowledge. Another class is refused: whether it is income would be a guess. */
const KIND = { '11': 'DISABLED_SOLDIER', '21': 'SURVIVOR', '31': 'REGULAR_SUBSIDY', '41': 'CONSCRIPT_FAMILY' } as const;

/** 优抚待遇: 对象类别, 月待遇, 待遇起. */
const benefit = wireRecord({
  code: 'YFDY',
  fact: 'VETERAN_BENEFIT',
  wire: { dxlb: coded(KIND), ydy: hundredths, dyqs: compactDate },
  read: ({ dxlb, ydy, dyqs }) => ({ kind: dxlb, monthlyFen: ydy, since: dyqs }),
});

/** 优待抚恤: asked for so that nobody counts it as income. Items per D17. */
export const veterans = defineHubSource({
  id: 'veterans',
  department: { zh: '退役军人事务局', en: 'Veterans Affairs Bureau' },
  subject: { zh: '优待抚恤', en: 'benefits for veterans and their families' },
  serviceCode: 'WX-TY-1701',
  behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 60 },
  records: [benefit],
});
