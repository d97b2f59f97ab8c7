import { defineFact } from '../define-fact.ts';
import { date, fen, word } from '../fact-scalars.ts';

/**
 * Money for veterans and their families 优待抚恤; items per D17. Preferential pensions are not income (2021 办法
 * Art 13): the fact is asked for so that nobody takes them for it.
 */
export const veteranBenefit = defineFact({
  type: 'VETERAN_BENEFIT',
  list: 'veteranBenefits',
  zh: '优待抚恤',
  en: 'a benefit for veterans and their families',
  identity: { belongsTo: 'PERSON', namedBy: ['kind', 'since'], weighs: ['monthlyFen'] },
  shape: {
    kind: word('待遇类别', 'kind', {
      DISABLED_SOLDIER: '残疾军人抚恤金',
      SURVIVOR: '烈属等定期抚恤金',
      REGULAR_SUBSIDY: '在乡复员军人等定期定量补助',
      CONSCRIPT_FAMILY: '义务兵家庭优待金',
    }),
    monthlyFen: fen('月待遇', 'paid each month'),
    since: date('待遇起', 'since'),
  },
});
