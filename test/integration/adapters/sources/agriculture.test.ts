import { agriculture } from '../../../../adapters/agriculture.ts';
import { describeBatchSource } from '../../../support/batch-source-cases.ts';

describeBatchSource({
  source: { ...agriculture, id: 'agriculture' },
  dataDate: '2018-03-04',
  knows: [
    ['dormant-cooperative', 0],
    ['fifteen-digit', 0],
    ['middle-dot-name', 0],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['dormant-cooperative', 0], lacks: 'FARM_MACHINE' },
  unaskable: ['rare-character', 0],
  changed: {
    of: ['dormant-cooperative', 0],
    swaps: [
      ['机械类别', '2', '4'],
      ['登记状态', 'A', 'D'],
      ['大型', '1', 'Y'],
      ['登记日期', '20100407', '20100431'],
      ['承包面积', '4.10', '4.1亩'],
      ['分红年度', '', '2017'],
      ['行数', '2', '1'],
    ],
  },
});
