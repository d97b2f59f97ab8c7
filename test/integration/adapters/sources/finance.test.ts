import { finance } from '../../../../adapters/finance.ts';
import { describeBatchSource } from '../../../support/batch-source-cases.ts';

describeBatchSource({
  source: { ...finance, id: 'finance' },
  // A file of the month before.
  dataDate: '2018-02-28',
  knows: [
    ['public-payroll', 1],
    ['benefit-twice', 0],
    ['disability-vehicle', 0],
    ['fifteen-digit', 0],
    ['rare-character', 0],
    ['middle-dot-name', 0],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['public-payroll', 1], lacks: 'SUBSIDY_PAYMENT' },
  unaskable: null,
  changed: {
    of: ['public-payroll', 1],
    swaps: [
      ['供养类别', '2', '4'],
      ['补贴类别', '02', '2'],
      ['供养止', '99991231', '20180230'],
      ['发放年月', '201712', '201713'],
      ['金额', '240.00', '240.001'],
      // Columns of another kind of record, an unknown kind, a kind that lacks.
      ['金额', '', '1.00'],
      ['记录类型', 'GY', 'XX'],
      ['记录类型', 'BT', ''],
      // Lines that contradict each other or the count.
      ['行次', '2', '1'],
      ['行数', '2', '3'],
      ['行次', '2', '02'],
      ['缺失项目', '', 'BT'],
      ['结果代码', '1', '3'],
      ['结果代码', '1', '0'],
      // One line is about somebody else.
      ['登记姓名', '秦慧敏', '秦慧', 'FIRST'],
    ],
  },
});
