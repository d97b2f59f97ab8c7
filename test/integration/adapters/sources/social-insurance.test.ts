import { socialInsurance } from '../../../../adapters/social-insurance.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...socialInsurance, id: 'social-insurance' },
  knows: [
    ['family-clean', 0],
    ['family-clean', 1],
    ['family-two-homes', 1],
    ['fifteen-digit', 0],
    ['dead-member', 0],
    ['stolen-identity', 1],
    ['undeclared-employer', 0],
    // Recorded dead elsewhere; here the contributions go on.
    ['alive-recorded-dead', 0],
  ],
  knowsNothingOf: ['family-clean', 2],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['family-clean', 0], lacks: 'EMPLOYMENT_REGISTRATION' },
  changed: {
    of: ['family-clean', 0],
    swaps: [
      // Codes without a known meaning: scheme, capacity, mark of payment, state of work.
      ['"xzdm":"110"', '"xzdm":"999"'],
      ['"cbsf":"1"', '"cbsf":"7"'],
      ['"jfbz":"1"', '"jfbz":"0"'],
      ['"djzt":"1"', '"djzt":"constructor"'],
      ['"jllx":"JYDJ"', '"jllx":"GSDY"'],
      // A month that is none, an amount with a comma, an employer’s code of another kind.
      ['"fkssq":"201802"', '"fkssq":"201813"'],
      ['"jfjs":"3500.00"', '"jfjs":"3,500.00"'],
      ['"tyshxydm":"91320299', '"tyshxydm":"oi320299'],
      // A field more, one less, and the envelope.
      ['"cbsf":', '"bz":"","cbsf":'],
      ['"jfbz":"1"', '"jfbzz":"1"'],
      ['"sjjzrq":"2018-03-04"', '"sjjzrq":"2018-02-30"'],
      ['"cxjg":"1"', '"cxjg":"4"'],
      ['"ywlsh":"', '"ywlsh":"0'],
      ['"djzjhm":"320213', '"djzjhm":"320214'],
    ],
  },
});
