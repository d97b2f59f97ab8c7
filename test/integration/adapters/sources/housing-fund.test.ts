import { housingFund } from '../../../../adapters/housing-fund.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...housingFund, id: 'housing-fund' },
  knows: [
    ['family-clean', 0],
    // 𠮷 with a space after it: the same name.
    ['rare-character', 0],
    // Out of work: sealed, and the money still there.
    ['stolen-identity', 1],
  ],
  knowsNothingOf: ['family-clean', 1],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['family-clean', 0], lacks: 'HOUSING_FUND_ACCOUNT' },
  changed: {
    of: ['family-clean', 0],
    swaps: [
      ['"zhzt":"01"', '"zhzt":"04"'],
      ['"jzny":"201802"', '"jzny":"201800"'],
      ['"zhye":"', '"zhye":"-'],
      ['"dkye":"0.00"', '"dkye":null'],
    ],
  },
});
