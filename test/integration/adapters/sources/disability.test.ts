import { disability } from '../../../../adapters/disability.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...disability, id: 'disability' },
  knows: [
    ['disability-vehicle', 0],
    // Valid for ever.
    ['dormant-cooperative', 1],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['disability-vehicle', 0], lacks: 'DISABILITY_CERTIFICATE' },
  changed: {
    of: ['disability-vehicle', 0],
    swaps: [
      ['"cjlb":"4"', '"cjlb":"8"'],
      ['"cjdj":"2"', '"cjdj":"5"'],
      ['"zjzt":"1"', '"zjzt":"0"'],
      ['"fzrq":"20120615"', '"fzrq":""'],
    ],
  },
});
