import { education } from '../../../../adapters/education.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...education, id: 'education' },
  knows: [
    ['family-clean', 2],
    ['scrapped-car', 1],
    ['public-payroll', 2],
  ],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['family-clean', 2], lacks: 'SCHOOL_ENROLMENT' },
  changed: {
    of: ['family-clean', 2],
    swaps: [
      ['"xd":"31"', '"xd":"99"'],
      ['"bxxz":"1"', '"bxxz":"3"'],
      ['"qrz":"1"', '"qrz":"2"'],
      ['"nsf":"8000.00"', '"nsf":8000'],
    ],
  },
});
