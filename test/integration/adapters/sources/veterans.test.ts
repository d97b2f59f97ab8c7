import { veterans } from '../../../../adapters/veterans.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...veterans, id: 'veterans' },
  // Under the old number of 15 digits.
  knows: [['fifteen-digit', 0]],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['fifteen-digit', 0], lacks: 'VETERAN_BENEFIT' },
  changed: {
    of: ['fifteen-digit', 0],
    swaps: [
      ['"dxlb":"31"', '"dxlb":"32"'],
      ['"ydy":"580.00"', '"ydy":"580.0.0"'],
      ['"djzjhm":"', '"djzjhm":"1'],
    ],
  },
});
