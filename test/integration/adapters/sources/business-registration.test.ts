import { businessRegistration } from '../../../../adapters/business-registration.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...businessRegistration, id: 'business-registration' },
  knows: [
    ['stolen-identity', 1],
    ['revoked-firm', 0],
    ['dormant-cooperative', 0],
    ['middle-dot-name', 0],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['revoked-firm', 0], lacks: 'BUSINESS_ROLE' },
  changed: {
    of: ['revoked-firm', 0],
    swaps: [
      // Codes without a known meaning: role, state.
      ['"sf":"01"', '"sf":"09"'],
      ['"djzt":"2"', '"djzt":"6"'],
      // The mark of a stolen name must be there, and be yes or no.
      ['"mmdj":"0"', '"mmdj":""'],
      ['"nbnd":"2003"', '"nbnd":"03"'],
      ['"tyshxydm":"9', '"tyshxydm":"O'],
    ],
    layouts: [['"mmdj":"0"', '"mm":"0"']],
  },
});
