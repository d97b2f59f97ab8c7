import { securities } from '../../../../adapters/securities.ts';
import { describeBatchSource } from '../../../support/batch-source-cases.ts';

describeBatchSource({
  source: { ...securities, id: 'securities' },
  dataDate: '2018-03-04',
  knows: [
    ['rich-deposits', 0],
    ['dormant-account', 0],
    ['fifteen-digit', 0],
    ['rare-character', 0],
    ['middle-dot-name', 0],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['rich-deposits', 0], lacks: 'SECURITIES_HOLDING' },
  unaskable: null,
  changed: {
    of: ['rich-deposits', 0],
    swaps: [
      ['账户状态', '2', '3'],
      ['证券账户数', '1', '一'],
      ['持仓市值', '31500.00', '-31500.00'],
      ['资金余额', '4200.00', ''],
    ],
  },
});
