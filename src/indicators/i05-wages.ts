import { formatYuan } from '../identity/fen.ts';
import { doubt, nothingYet } from './collected.ts';
import type { Collected } from './collected.ts';
import { besideDeclared, declaredIncome, declaredSum, isBeyondTolerance, shortfall } from './declared-income.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { foundWages, isOfWages, plainName } from './found-wage.ts';
import type { FoundWage } from './found-wage.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { yearUpTo } from './year.ts';

/**
 * I05 工资性收入与就业: a year's wages as the registers know them beside those declared. It never exceeds: income has
 * no line of its own, and a wage that was not declared is a question; the sums go on to the assessment.
 */
export const wages: Indicator = {
  id: 'I05',
  version: 2,
  names: { zh: '工资性收入', en: 'wages' },
  citation: '《最低生活保障审核确认办法》（2021）第十三条第一款第一项、第十七条',
  factsNeeded: ['TAXED_INCOME_MONTH', 'CONTRIBUTION_MONTH', 'EMPLOYMENT_REGISTRATION', 'HOUSING_FUND_ACCOUNT'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '近十二个月；标准线为申报数，未扣税费和就业成本',
    en: 'twelve months; the line is what was declared; before tax, contributions and cost of the job',
  },
  concerns: (fact, input) => isOfWages(fact, yearUpTo(input.baseDate).months),
  evaluate: (input) => conclude(wages, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const found = foundWages(input, reading);
  const declared = declaredIncome(input, 'WAGE');
  const declaredFen = declaredSum(declared);
  const said = nothingYet();
  const short = shortfall(found, declared);
  if (isBeyondTolerance(input, short, declaredFen)) {
    doubt(
      said,
      {
        zh: `查得工资高于申报 ${formatYuan(short)} 元（年）`,
        en: `wages found are ${formatYuan(short)} yuan a year above those declared`,
      },
      { zh: '请申请人提供工资流水和劳动合同', en: 'ask for pay slips and contracts' },
    );
  }
  const beside = besideDeclared(said, input, found, declared, (wage) => ({
    zh: `${wage.words.zh} ${wage.months.length} 个月，${formatYuan(wage.yearlyFen)} 元`,
    en: `${wage.words.en}, ${wage.months.length} months, ${formatYuan(wage.yearlyFen)} yuan`,
  }));
  for (const wage of found) undeclaredEmployer(said, wage, declared);
  contradictions(said, reading, found);
  return { ...beside, ...said };
}

/** An employer whom nobody named. A wage declared without a payer may be from anybody. */
function undeclaredEmployer(said: Collected, wage: FoundWage, declared: ReturnType<typeof declaredIncome>): void {
  const payers = declared
    .filter(({ personId }) => personId === wage.personId || personId === null)
    .map(({ income }) => income.payer);
  if (payers.some((payer) => payer === null || plainName(payer) === plainName(wage.employer))) return;
  doubt(
    said,
    {
      zh: `${wage.name}：未申报的用人单位${wage.employer}`,
      en: `${wage.name}: employer not declared, ${wage.employer}`,
    },
    {
      zh: `核实${wage.name}在${wage.employer}的工作（也可能被冒名申报）`,
      en: `does ${wage.name} work for ${wage.employer}, or was the name misused?`,
    },
  );
}

/** Registered as unemployed while an employer goes on paying in a later month: both are shown. */
function contradictions(said: Collected, reading: Reading, found: readonly FoundWage[]): void {
  for (const { member, fact } of factsOf(reading, 'EMPLOYMENT_REGISTRATION')) {
    if (fact.state !== 'UNEMPLOYED') continue;
    for (const wage of found.filter(({ personId }) => personId === member.personId)) {
      const last = wage.months.at(-1) ?? '';
      if (last <= fact.since.slice(0, 7)) continue;
      doubt(
        said,
        {
          zh: `${member.name}：${fact.since} 登记失业，${wage.employer}却缴纳或申报至 ${last}`,
          en: `${member.name}: registered unemployed on ${fact.since}, yet ${wage.employer} paid up to ${last}`,
        },
        { zh: `核实${member.name}目前是否就业`, en: `does ${member.name} work at present?` },
      );
    }
  }
}
