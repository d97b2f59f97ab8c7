import { housingContracts } from '../../../../adapters/housing-contracts.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...housingContracts, id: 'housing-contracts' },
  knows: [
    ['family-two-homes', 0],
    ['historical-title', 0],
    ['benefit-twice', 0],
    ['spouse-here-none-there', 0],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['spouse-here-none-there', 0], lacks: 'RENT_SUBSIDY' },
  changed: {
    of: ['historical-title', 0],
    swaps: [
      // Codes without a known meaning: use, role, state.
      ['"yt":"10"', '"yt":"40"'],
      ['"htsf":"2"', '"htsf":"3"'],
      ['"bazt":"2"', '"bazt":"5"'],
      ['"bah":"YS-WQ-000007"', '"bah":""'],
      ['"htj":"520000.00"', '"htj":"52w"'],
      ['"qdrq":"20161012"', '"qdrq":"2016-10-12"'],
    ],
  },
});
