import { disagreeOnMarriage, MARITAL_WORDS, MARRIAGE_WORDS } from '../evidence/contradictions.ts';
import type { HouseholdMember } from '../household/member.ts';
import { compareDates } from '../platform/calendar-date.ts';
import { doubt, nothingYet } from './collected.ts';
import type { Collected } from './collected.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { lifeAndDeath } from './life-and-death.ts';
import { factsOf, hasAnsweredAbout } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { runsOn } from './year.ts';

/**
 * I08 家庭人口与婚姻真实性: the family on the form beside the registers of households, marriages, deaths and schools.
 * Registers lag behind life and contradict each other, so everything found here is a doubt with both sides, never more:
 * living in one register is not living together, and people recorded as dead come to the counter.
 */
export const householdTruth: Indicator = {
  id: 'I08',
  version: 2,
  names: { zh: '家庭与婚姻', en: 'household and marriage' },
  citation: '《最低生活保障审核确认办法》（2021）第七条',
  factsNeeded: ['HOUSEHOLD_REGISTRATION', 'REGISTER_COMPANION', 'MARRIAGE', 'CREMATION', 'SCHOOL_ENROLMENT'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '数值为登记查得而未填报的人数；不含服刑、戒毒信息；婚姻登记电子化以前的记录可能缺失',
    en: 'the figure counts people in registers who are not on the form; without prison; old marriages may lack',
  },
  evaluate: (input) => conclude(householdTruth, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const said = nothingYet();
  const strangers = new Set<string>();
  for (const member of input.counted.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
    spouse(said, strangers, input, reading, member);
    student(said, input, reading, member);
  }
  for (const { member, fact } of factsOf(reading, 'REGISTER_COMPANION')) {
    if (isOnForm(input, fact.name, fact.personNumber) || strangers.has(fact.name)) continue;
    strangers.add(fact.name);
    doubt(
      said,
      {
        zh: `与${member.name}同户的${fact.name}未填报（同户不等于共同生活）`,
        en: `${fact.name} is in one register with ${member.name} and not on the form`,
      },
      { zh: `核实${fact.name}是否共同生活`, en: `does ${fact.name} live with the family?` },
    );
  }
  lifeAndDeath(said, input, reading);
  return {
    figure: { unit: 'COUNT', value: strangers.size },
    line: null,
    lineSource: null,
    restsOnStandard: false,
    ...said,
  };
}

/** The latest entry of the marriage register beside the form and beside the household register. */
function spouse(
  said: Collected,
  strangers: Set<string>,
  input: IndicatorInput,
  reading: Reading,
  member: HouseholdMember,
): void {
  const own = ({ member: whose }: { readonly member: HouseholdMember }): boolean => whose.personId === member.personId;
  const latest = factsOf(reading, 'MARRIAGE')
    .filter(own)
    .toSorted((a, b) => compareDates(b.fact.registeredOn, a.fact.registeredOn))[0]?.fact;
  if (latest === undefined) return;
  const { spouseName, spouseNumber, state } = latest;
  const listed = isOnForm(input, spouseName, spouseNumber);
  if (state === 'MARRIED' && !listed) {
    strangers.add(spouseName);
    doubt(
      said,
      {
        zh: `${member.name}：婚姻登记有配偶${spouseName}，未填报`,
        en: `${member.name}: the marriage register has a spouse, ${spouseName}, who is not on the form`,
      },
      { zh: `核实${member.name}的婚姻状况，查看结婚证或离婚证`, en: `ask ${member.name} for the marriage papers` },
    );
  }
  if (state !== 'MARRIED' && listed) {
    doubt(
      said,
      {
        zh: `${member.name}：婚姻登记为${MARRIAGE_WORDS[state].zh}，仍与${spouseName}一同填报`,
        en: `${member.name}: ${MARRIAGE_WORDS[state].en} by the marriage register, yet ${spouseName} is on the form`,
      },
      { zh: `核实${member.name}与${spouseName}是否共同生活`, en: `do ${member.name} and ${spouseName} live together?` },
    );
  }
  for (const { fact } of factsOf(reading, 'HOUSEHOLD_REGISTRATION').filter(own)) {
    const { maritalState } = fact;
    if (!disagreeOnMarriage(state, maritalState)) continue;
    doubt(
      said,
      {
        zh: `${member.name}：民政婚姻登记为${MARRIAGE_WORDS[state].zh}，户籍登记为${MARITAL_WORDS[maritalState].zh}`,
        en: `${member.name}: ${MARRIAGE_WORDS[state].en} by civil affairs, ${MARITAL_WORDS[maritalState].en} by the household register`,
      },
      { zh: `查看${member.name}的户口簿和婚姻证件`, en: `look at register and marriage papers of ${member.name}` },
    );
  }
}

/** A student who counts as such is enrolled full-time, up to bachelor. Source: 2021 办法 Art 7. */
function student(said: Collected, input: IndicatorInput, reading: Reading, member: HouseholdMember): void {
  if (member.circumstance !== 'FULL_TIME_STUDENT') return;
  if (!hasAnsweredAbout(reading, member, 'SCHOOL_ENROLMENT')) return;
  const places = factsOf(reading, 'SCHOOL_ENROLMENT').filter(
    ({ member: whose, fact }) => whose.personId === member.personId && runsOn(input.baseDate, fact.since, fact.until),
  );
  if (places.some(({ fact }) => fact.fullTime && fact.stage !== 'POSTGRADUATE')) return;
  const zh = places.length === 0 ? '教育部门无在读学籍' : '学籍不属于本科及以下全日制';
  const en = places.length === 0 ? 'no school knows them' : 'the enrolment is not full-time up to bachelor';
  doubt(
    said,
    { zh: `${member.name}：填报为在校学生，${zh}`, en: `${member.name}: a student by the form, ${en}` },
    { zh: `查看${member.name}的学生证或在读证明`, en: `ask ${member.name} for a proof of study` },
  );
}

/** By number where the register has one, for names are shared; by name else. */
function isOnForm(input: IndicatorInput, name: string, number: string | null): boolean {
  return input.onForm.some((one) => {
    const known = one.certificate.number;
    return number !== null && known !== null ? known === number : one.name === name;
  });
}
