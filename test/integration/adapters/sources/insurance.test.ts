import { insurance } from '../../../../adapters/insurance.ts';
import { describeBatchSource } from '../../../support/batch-source-cases.ts';

describeBatchSource({
  source: { ...insurance, id: 'insurance' },
  dataDate: '2018-03-04',
  knows: [
    ['rich-deposits', 0],
    ['rich-deposits', 1],
    ['family-clean', 2],
    ['fifteen-digit', 0],
    ['middle-dot-name', 0],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['rich-deposits', 0], lacks: 'INSURANCE_POLICY' },
  unaskable: ['rare-character', 0],
  changed: {
    of: ['rich-deposits', 0],
    swaps: [
      ['险种', '13', '14'],
      ['保单身份', 'T', 'X'],
      ['保单状态', '1', '9'],
      ['现金价值', '24000.00', '约24000'],
      ['生效日期', '20120901', '99991231'],
    ],
  },
});
