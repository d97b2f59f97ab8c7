import { householdRegister } from '../../../../adapters/household-register.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...householdRegister, id: 'household-register' },
  knows: [
    ['family-clean', 0],
    ['family-clean', 2],
    ['dead-member', 1],
    // Known to the police under the right name and the new number, whatever others wrote.
    ['name-mismatch', 0],
    ['fifteen-digit', 0],
    ['rare-character', 0],
    ['middle-dot-name', 0],
    ['alive-recorded-dead', 0],
    ['spouse-here-none-there', 0],
    ['obligor-with-income', 1],
  ],
  knowsNothingOf: ['dormant-cooperative', 1],
  mismatch: ['undeclared-employer', 1],
  partial: { of: ['obligor-with-income', 1], lacks: 'BORDER_CROSSINGS' },
  changed: {
    of: ['family-clean', 0],
    swaps: [
      // Codes without a known meaning: kind of register, marital state, state of the page, kind of record.
      ['<HKXZ>3</HKXZ>', '<HKXZ>9</HKXZ>'],
      ['<HYZK>20</HYZK>', '<HYZK>50</HYZK>'],
      ['<HJZT>0</HJZT>', '<HJZT>A</HJZT>'],
      ['<JLLX>HJ</JLLX>', '<JLLX>QY</JLLX>'],
      // A relation of three digits, a day that is none, an element more.
      ['<YHZGX>02</YHZGX>', '<YHZGX>002</YHZGX>'],
      ['<ZTRQ></ZTRQ>', '<ZTRQ>20180230</ZTRQ>'],
      ['<HJZT>', '<MZ>01</MZ><HJZT>'],
      // The envelope.
      ['<JGDM>1</JGDM>', '<JGDM>9</JGDM>'],
      ['<YWLSH>', '<YWLSH>0'],
      ['<DJZJHM>320213', '<DJZJHM>320214'],
      ['</soap:Body>', ''],
    ],
  },
});
