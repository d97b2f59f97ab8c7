import { medicalInsurance } from '../../../../adapters/medical-insurance.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...medicalInsurance, id: 'medical-insurance' },
  knows: [
    ['family-clean', 0],
    ['family-clean', 1],
    ['middle-dot-name', 0],
  ],
  // Nobody insures the dead.
  knowsNothingOf: ['dead-member', 1],
  // Typed with 吉 where the keyboard had no 𠮷.
  mismatch: ['rare-character', 0],
  partial: { of: ['family-clean', 1], lacks: 'MEDICAL_SETTLEMENT' },
  changed: {
    of: ['family-clean', 1],
    swaps: [
      // Codes without a known meaning: kind of insurance, state, setting.
      ['"xzlx":"390"', '"xzlx":"391"'],
      ['"cbzt":"1"', '"cbzt":"9"'],
      ['"yllb":"21"', '"yllb":"52"'],
      // A settlement that takes another back, a percentile beyond a hundred, and a diagnosis that nobody asked for.
      ['"zfy":"360.00"', '"zfy":"-360.00"'],
      ['"fybfw":"50"', '"fybfw":"101"'],
      ['"yllb":', '"zd":"I10","yllb":'],
      ['"ddbz":"1"', '"ddbz":"Y"'],
    ],
  },
});
