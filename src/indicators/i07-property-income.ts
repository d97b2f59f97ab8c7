import { formatYuan } from '../identity/fen.ts';
import { doubt, nothingYet } from './collected.ts';
import { heldAgainstForm, isByCheck } from './by-check.ts';
import { beyondForm, undeclaredWords } from './beyond-form.ts';
import { besideDeclared, declaredIncome, declaredSum } from './declared-income.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { foundProperty, isPropertyIncome } from './found-property.ts';
import { lastDividends } from './dividends.ts';
import { factsOf, holderNames } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { yearUpTo } from './year.ts';

/**
 * I07 财产性与农业经营收入: rent, interest, dividends, land let to others, beside what was declared; and property that
 * could bring income while none was declared. It never exceeds.
 */
export const propertyIncome: Indicator = {
  id: 'I07',
  version: 2,
  names: { zh: '财产性收入', en: 'income from property and farming' },
  citation: '《最低生活保障审核确认办法》（2021）第十三条第一款第二项、第三项',
  factsNeeded: ['TAXED_INCOME_MONTH', 'HOME_TITLE', 'CONTRACTED_LAND', 'COLLECTIVE_DIVIDEND'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '近十二个月；标准线为申报数；存款利息、种养收入无登记可查',
    en: 'twelve months; the line is what was declared; no register knows interest of deposits or what a farm earns',
  },
  concerns: (fact, input) =>
    fact.type !== 'TAXED_INCOME_MONTH' ||
    (isPropertyIncome(fact) && yearUpTo(input.baseDate).months.includes(fact.month)),
  evaluate: (input) => conclude(propertyIncome, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const found = foundProperty(input, reading);
  const declared = declaredIncome(input, 'PROPERTY');
  const declaredFen = declaredSum(declared);
  const farming = declaredSum(declaredIncome(input, 'OPERATING'));
  const said = nothingYet();
  const beyond = beyondForm(input, heldAgainstForm(input, 'PROPERTY', found), declared);
  if (beyond.shortFen > 0) {
    const undeclared = undeclaredWords(beyond);
    doubt(
      said,
      {
        zh: `查得财产性收入高于申报 ${formatYuan(beyond.shortFen)} 元（年）${undeclared.zh}`,
        en: `income from property found is ${formatYuan(beyond.shortFen)} yuan a year above that declared${undeclared.en}`,
      },
      { zh: '请申请人提供租赁、流转、分红凭证', en: 'ask for proofs of rent, land and dividends' },
    );
  }
  const beside = besideDeclared(said, input, found, declared, ({ words, yearlyFen }) => ({
    zh: `${words.zh} ${formatYuan(yearlyFen)} 元`,
    en: `${words.en}, ${formatYuan(yearlyFen)} yuan`,
  }));
  for (const { member, fact, fen, taxed, taxedFen } of lastDividends(input, reading)) {
    if (taxed.length === 0 || taxedFen === fact.amountFen) continue;
    const [told, byTax] = [formatYuan(fact.amountFen), formatYuan(taxedFen)];
    doubt(
      said,
      {
        zh: `${member.name}：${fact.collectiveName} ${fact.year} 年分红说法不一，集体称 ${told} 元，个税申报 ${byTax} 元，按 ${formatYuan(fen)} 元计`,
        en: `${member.name}: dividend of ${fact.collectiveName} for ${fact.year}: ${told} yuan by the collective, ${byTax} by tax`,
      },
      { zh: `查看${fact.collectiveName}的分红凭证`, en: `look at the proof of the dividend of ${fact.collectiveName}` },
    );
  }
  const titles = factsOf(reading, 'HOME_TITLE').filter(({ fact }) => fact.status === 'CURRENT');
  const spare = Math.max(0, titles.length - 1);
  if (spare > 0 && declaredFen === 0 && !isByCheck(input, 'PROPERTY')) {
    const where = titles.map(({ fact }) => fact.address).join('、');
    doubt(
      said,
      { zh: `有不动产 ${titles.length} 处，未申报租金`, en: `${titles.length} properties, and no rent declared` },
      { zh: `核实是否出租：${where}`, en: `is any of them let: ${where}?` },
    );
  }
  for (const plot of factsOf(reading, 'CONTRACTED_LAND')) {
    const { fact } = plot;
    const name = holderNames(plot);
    const mu = (fact.areaMuHundredths / 100).toFixed(2);
    if (fact.areaMuHundredths === 0 || declaredFen + farming > 0) continue;
    if (isByCheck(input, 'PROPERTY', 'OPERATING')) continue;
    doubt(
      said,
      {
        zh: `${name}：承包地 ${mu} 亩，未申报农业或流转收入`,
        en: `${name}: ${mu} mu of land, and neither farming nor rent declared`,
      },
      { zh: `查看${fact.village}承包地的种养和流转`, en: `look at the land in ${fact.village}` },
    );
  }
  return { ...beside, ...said };
}
