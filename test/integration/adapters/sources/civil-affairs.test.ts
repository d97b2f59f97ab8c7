import { civilAffairs } from '../../../../adapters/civil-affairs.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...civilAffairs, id: 'civil-affairs' },
  knows: [
    ['family-clean', 0],
    ['benefit-twice', 0],
    ['stolen-identity', 0],
    // A marriage that the household register has not, and a cremation of somebody who lives.
    ['spouse-here-none-there', 0],
    ['alive-recorded-dead', 0],
    ['dead-member', 1],
  ],
  knowsNothingOf: ['family-clean', 2],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['alive-recorded-dead', 0], lacks: 'CREMATION' },
  changed: {
    of: ['benefit-twice', 0],
    swaps: [
      // Codes without a known meaning: programme, kind of record. Then a division of another form.
      ['"jzlb":"10"', '"jzlb":"90"'],
      ['"jllx":"JZDY"', '"jllx":"CSZZ"'],
      ['"xzqh":"320281"', '"xzqh":"32028"'],
      ['"xsqs":"20151001"', '"xsqs":"99991231"'],
      ['"ybzj":"420.00"', '"ybzj":"-420.00"'],
      ['"kwh":"7306"', '"kwh":"17306"'],
      ['"hzzjhm":"3', '"hzzjhm":"?'],
    ],
    layouts: [['"ycxje":', '"bz":"","ycxje":']],
  },
});
