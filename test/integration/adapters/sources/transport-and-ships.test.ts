import { transportAndShips } from '../../../../adapters/transport-and-ships.ts';
import { describeSource } from '../../../support/source-cases.ts';

describeSource({
  source: { ...transportAndShips, id: 'transport-and-ships' },
  knows: [['obligor-with-income', 1]],
  knowsNothingOf: ['family-clean', 0],
  mismatch: ['name-mismatch', 0],
  partial: { of: ['obligor-with-income', 1], lacks: 'TRANSPORT_LICENCE' },
  changed: {
    of: ['obligor-with-income', 1],
    swaps: [
      // Codes without a known meaning: kind, use and state of the ship, scope and state of the licence.
      ['<CBZL>01</CBZL>', '<CBZL>1</CBZL>'],
      ['<YT>1</YT>', '<YT>0</YT>'],
      ['<DJZT>1</DJZT>', '<DJZT>4</DJZT>'],
      ['<JYFW>20</JYFW>', '<JYFW>21</JYFW>'],
      ['<ZJZT>10</ZJZT>', '<ZJZT>11</ZJZT>'],
      ['<ZDW>120.00</ZDW>', '<ZDW>120t</ZDW>'],
      ['<CBDJH>', '<CBDJH></CBDJH><CBDJH>'],
    ],
  },
});
