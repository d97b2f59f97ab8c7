import { standingPages } from '../evidence/histories/register-pages.ts';
import type { HouseholdMember } from '../household/member.ts';
import { doubt, nothingYet } from './collected.ts';
import type { Collected } from './collected.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { runningEnrolments } from './enrolments.ts';
import { lifeAndDeath } from './life-and-death.ts';
import { marriageDoubts } from './marriage-doubts.ts';
import { findOnForm } from './on-form.ts';
import { factsOf, hasAnsweredAbout, holderIds } from './reading.ts';
import type { Reading } from './reading.ts';
import { Strangers } from './strangers.ts';
import { conclude } from './verdict.ts';

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
  const strangers = new Strangers();
  for (const member of input.counted.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
    marriageDoubts(said, strangers, input, reading, member);
    student(said, input, reading, member);
  }
  const left = registersLeft(reading);
  for (const entry of factsOf(reading, 'REGISTER_COMPANION')) {
    const { member, fact } = entry;
    if (holderIds(entry).every((id) => left.has(`${id} ${fact.registerNumber}`))) continue;
    const companion = { name: fact.name, number: fact.personNumber };
    const { is, member: known } = findOnForm(input, companion);
    if (is === 'CANNOT_SAY') {
      said.visitHints.push({
        zh: `核对与${member.name}同户的${fact.name}和填报的${known?.name ?? ''}是否同一人`,
        en: `is ${fact.name}, in one register with ${member.name}, the ${known?.name ?? ''} of the form?`,
      });
    }
    if (is !== 'OTHER' || !strangers.add(companion)) continue;
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

/**
 * Registers in which a member has only pages that are no longer in force: who is still in them is not in one register
 * with the member. A register of which no page is told is not known to be left.
 */
function registersLeft(reading: Reading): ReadonlySet<string> {
  const left = new Set<string>();
  const all = factsOf(reading, 'HOUSEHOLD_REGISTRATION');
  for (const [personId, pages] of Map.groupBy(all, ({ member }) => member.personId)) {
    const standing = standingPages(pages).map(({ fact }) => fact.registerNumber);
    for (const { fact } of pages) {
      if (!standing.includes(fact.registerNumber)) left.add(`${personId} ${fact.registerNumber}`);
    }
  }
  return left;
}

/** A student who counts as such is enrolled full-time, up to bachelor. Source: 2021 办法 Art 7. */
function student(said: Collected, input: IndicatorInput, reading: Reading, member: HouseholdMember): void {
  if (member.circumstance !== 'FULL_TIME_STUDENT') return;
  if (!hasAnsweredAbout(reading, member, 'SCHOOL_ENROLMENT')) return;
  const places = runningEnrolments(input, reading).filter(({ member: whose }) => whose.personId === member.personId);
  // A place that a school never closed is none any more for who has begun another full-time.
  const fullTime = places.filter(({ fact }) => fact.fullTime);
  const begun = fullTime.reduce((last, { fact }) => (fact.since > last ? fact.since : last), '');
  if (fullTime.some(({ fact }) => fact.since === begun && fact.stage !== 'POSTGRADUATE')) return;
  const zh = places.length === 0 ? '教育部门无在读学籍' : '学籍不属于本科及以下全日制';
  const en = places.length === 0 ? 'no school knows them' : 'the enrolment is not full-time up to bachelor';
  doubt(
    said,
    { zh: `${member.name}：填报为在校学生，${zh}`, en: `${member.name}: a student by the form, ${en}` },
    { zh: `查看${member.name}的学生证或在读证明`, en: `ask ${member.name} for a proof of study` },
  );
}
