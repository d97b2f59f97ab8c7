import { unemploymentsOf } from '../evidence/histories/unemployment.ts';
import { formatYuan } from '../identity/fen.ts';
import { addDays } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { doubt, nothingYet } from './collected.ts';
import type { Collected } from './collected.ts';
import { heldAgainstForm } from './by-check.ts';
import { beyondForm } from './beyond-form.ts';
import { besideDeclared, declaredIncome } from './declared-income.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { foundWages, isOfWages, UNNAMED } from './found-wage.ts';
import type { FoundWage } from './found-wage.ts';
import { plainName } from './plain-name.ts';
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
  factsNeeded: [
    'TAXED_INCOME_MONTH',
    'CONTRIBUTION_MONTH',
    'EMPLOYMENT_REGISTRATION',
    'UNEMPLOYMENT_BENEFIT',
    'HOUSING_FUND_ACCOUNT',
  ],
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
  const said = nothingYet();
  const held = heldAgainstForm(input, 'WAGE', found);
  const { shortFen } = beyondForm(input, held, declared);
  if (shortFen > 0) {
    doubt(
      said,
      {
        zh: `查得工资高于申报 ${formatYuan(shortFen)} 元（年）`,
        en: `wages found are ${formatYuan(shortFen)} yuan a year above those declared`,
      },
      { zh: '请申请人提供工资流水和劳动合同', en: 'ask for pay slips and contracts' },
    );
  }
  const beside = besideDeclared(said, input, found, declared, (wage) => ({
    zh: `${wage.words.zh} ${wage.months.length} 个月，${formatYuan(wage.yearlyFen)} 元`,
    en: `${wage.words.en}, ${wage.months.length} months, ${formatYuan(wage.yearlyFen)} yuan`,
  }));
  for (const wage of held) undeclaredEmployer(said, wage, declared);
  contradictions(said, reading, found);
  return { ...beside, ...said };
}

/** An employer whom nobody named. A wage declared without a payer may be from anybody. */
function undeclaredEmployer(said: Collected, wage: FoundWage, declared: ReturnType<typeof declaredIncome>): void {
  const payers = declared
    .filter(({ personId }) => personId === wage.personId || personId === null)
    .map(({ income }) => income.payer);
  // That wages were found beyond the form is said without a name.
  if (wage.employer === UNNAMED) return;
  const names = new Set(wage.employers.map(plainName));
  if (payers.some((payer) => payer === null || names.has(plainName(payer)))) return;
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

/** Without work by one register, and paid in the same months by another: both are told. */
function contradictions(said: Collected, reading: Reading, found: readonly FoundWage[]): void {
  const byEmployer = [...Map.groupBy(found, (one) => `${one.personId} ${one.employers.toSorted().join(' ')}`).values()];
  const registrations = factsOf(reading, 'EMPLOYMENT_REGISTRATION');
  for (const own of Map.groupBy(registrations, ({ member }) => member.personId).values()) {
    for (const { entry, until } of unemploymentsOf(own)) {
      const { member } = entry;
      const { since } = entry.fact;
      for (const { employer, months } of paidTo(member, byEmployer)) {
        // In the month in which work ends or begins there is both.
        const within = months.filter((month) => month > monthOf(since) && (until === null || month < monthOf(until)));
        const last = within.at(-1);
        if (last === undefined) continue;
        doubt(
          said,
          {
            zh: `${member.name}：${since} 登记失业，${employer}却缴纳或申报至 ${last}`,
            en: `${member.name}: registered unemployed on ${since}, yet ${employer} paid up to ${last}`,
          },
          { zh: `核实${member.name}目前是否就业`, en: `does ${member.name} work at present?` },
        );
      }
    }
  }
  for (const { member, fact } of factsOf(reading, 'UNEMPLOYMENT_BENEFIT')) {
    for (const { employer, months } of paidTo(member, byEmployer)) {
      const within = months.filter((month) => isWhollyWithin(month, fact));
      const [first, last] = [within[0], within.at(-1)];
      if (first === undefined || last === undefined) continue;
      const span = first === last ? first : `${first} 至 ${last}`;
      doubt(
        said,
        {
          zh: `${member.name}：${span} 领取失业保险金，${employer}同期缴纳或申报工资`,
          en: `${member.name}: drew unemployment benefit from ${first} to ${last}, and ${employer} paid`,
        },
        {
          zh: `核实${member.name}领取失业保险金期间是否就业`,
          en: `did ${member.name} work while drawing the benefit?`,
        },
      );
    }
  }
}

/** The employers of a person, with the months of which a register speaks. */
function paidTo(
  { personId }: { readonly personId: string },
  byEmployer: readonly (readonly FoundWage[])[],
): readonly { readonly employer: string; readonly months: readonly string[] }[] {
  return byEmployer.flatMap(([first, ...rest]) => {
    if (first?.personId !== personId) return [];
    const months = [first, ...rest].flatMap(({ provenMonths }) => provenMonths).toSorted();
    return [{ employer: first.employer, months }];
  });
}

function monthOf(day: CalendarDate): string {
  return day.slice(0, 'YYYY-MM'.length);
}

/** Whether a benefit was drawn in all of a month: in the months in which it begins or ends there may be work beside it. */
function isWhollyWithin(
  month: string,
  { since, until }: { readonly since: CalendarDate; readonly until: CalendarDate },
): boolean {
  return since <= `${month}-01` && month < monthOf(addDays(until, 1));
}
