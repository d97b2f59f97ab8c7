import { formatYuan } from '../../../identity/fen.ts';
import { doubt, nothingYet } from './collected.ts';
import { besideDeclared, declaredIncome, declaredSum, isBeyondTolerance, shortfall } from './declared-income.ts';
import type { Findings, Indicator, IndicatorInput } from '../../define-indicator.ts';
import { foundProperty } from './found-property.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';

/**
 * I07 财产性与农业经营收入: rent, interest, dividends, land let to others, beside what was declared; and property that
 * could bring income while none was declared. It never exceeds.
 */
export const propertyIncome: Indicator = {
  id: 'I07',
  version: 1,
  names: { zh: '财产性收入', en: 'income from property and farming' },
  citation: '《最低生活保障审核确认办法》（2021）第十三条第一款第二项、第三项',
  factsNeeded: ['TAXED_INCOME_MONTH', 'HOME_TITLE', 'CONTRACTED_LAND', 'COLLECTIVE_DIVIDEND'],
  sourcesNeeded: ['tax', 'real-estate', 'agriculture'],
  scope: {
    zh: '近十二个月；标准线为申报数；存款利息、种养收入无登记可查',
    en: 'twelve months; the line is what was declared; no register knows interest of deposits or what a farm earns',
  },
  evaluate: (input) => conclude(propertyIncome, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const found = foundProperty(input, reading);
  const declared = declaredIncome(input, 'PROPERTY');
  const declaredFen = declaredSum(declared);
  const farming = declaredSum(declaredIncome(input, 'OPERATING'));
  const said = nothingYet();
  const short = shortfall(found, declared);
  if (isBeyondTolerance(input, short, declaredFen)) {
    doubt(
      said,
      {
        zh: `查得财产性收入高于申报 ${formatYuan(short)} 元（年）`,
        en: `income from property found is ${formatYuan(short)} yuan a year above that declared`,
      },
      { zh: '请申请人提供租赁、流转、分红凭证', en: 'ask for proofs of rent, land and dividends' },
    );
  }
  for (const { words, yearlyFen } of found) {
    said.notes.push({
      zh: `${words.zh} ${formatYuan(yearlyFen)} 元`,
      en: `${words.en}, ${formatYuan(yearlyFen)} yuan`,
    });
  }
  const titles = factsOf(reading, 'HOME_TITLE').filter(({ fact }) => fact.status === 'CURRENT');
  const units = new Map(titles.map(({ fact }) => [fact.unitNumber, fact]));
  const spare = Math.max(0, units.size - 1);
  if (spare > 0 && declaredFen === 0) {
    const where = [...units.values()].map(({ address }) => address).join('、');
    doubt(
      said,
      { zh: `有不动产 ${units.size} 处，未申报租金`, en: `${units.size} properties, and no rent declared` },
      { zh: `核实是否出租：${where}`, en: `is any of them let: ${where}?` },
    );
  }
  for (const { member, fact } of factsOf(reading, 'CONTRACTED_LAND')) {
    const mu = (fact.areaMuHundredths / 100).toFixed(2);
    if (fact.areaMuHundredths === 0 || declaredFen + farming > 0) continue;
    doubt(
      said,
      {
        zh: `${member.name}：承包地 ${mu} 亩，未申报农业或流转收入`,
        en: `${member.name}: ${mu} mu of land, and neither farming nor rent declared`,
      },
      { zh: `查看${fact.village}承包地的种养和流转`, en: `look at the land in ${fact.village}` },
    );
  }
  return { ...besideDeclared(input, found, declared), ...said };
}
