import { tax } from '../../../../adapters/tax.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...tax, id: 'tax' },
  knows: [
    ['family-clean', 0],
    ['scrapped-car', 0],
    ['middle-dot-name', 0],
    ['undeclared-employer', 0],
    // Declared by a firm in a stolen name.
    ['stolen-identity', 1],
    ['obligor-with-income', 1],
  ],
  knowsNothingOf: ['family-clean', 1],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['scrapped-car', 0], lacks: 'TAXED_PURCHASE' },
  changed: {
    of: ['family-clean', 0],
    swaps: [
      ['"sdxm":"0101"', '"sdxm":"0109"'],
      ['"jllx":"KJMX"', '"jllx":"HSQJ"'],
      ['"skssq":"201802"', '"skssq":"2018-02"'],
      ['"sre":"3500.00"', '"sre":"3500.005"'],
      ['"ykse":"0.00"', '"ykse":""'],
      ['"kjrsbh":"91320299', '"kjrsbh":"9132029'],
    ],
  },
});
