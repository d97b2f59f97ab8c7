import { disagreeOnMarriage, MARITAL_WORDS, MARRIAGE_WORDS } from '../evidence/contradictions.ts';
import type { FactOf } from '../evidence/facts.ts';
import { marriagesOf, spouseOf } from '../evidence/histories/marriages.ts';
import type { Marriages } from '../evidence/histories/marriages.ts';
import { standingPages } from '../evidence/histories/register-pages.ts';
import type { HouseholdMember } from '../household/member.ts';
import { relationOf } from '../household/relation.ts';
import { doubt } from './collected.ts';
import type { Collected } from './collected.ts';
import type { IndicatorInput } from './define-indicator.ts';
import { findOnForm, mayHaveSpouseOnForm } from './on-form.ts';
import { factsOf, hasAnsweredAbout } from './reading.ts';
import type { FoundFact } from './known-facts.ts';
import type { Reading } from './reading.ts';
import type { Strangers } from './strangers.ts';

type Marriage = FoundFact<FactOf<'MARRIAGE'>>;
type Page = FoundFact<FactOf<'HOUSEHOLD_REGISTRATION'>>;

/** The marriages of a member beside the form and beside the household register. */
export function marriageDoubts(
  said: Collected,
  strangers: Strangers,
  input: IndicatorInput,
  reading: Reading,
  member: HouseholdMember,
): void {
  const own = ({ member: whose }: { readonly member: HouseholdMember }): boolean => whose.personId === member.personId;
  const marriages = marriagesOf(factsOf(reading, 'MARRIAGE').filter(own));
  const pages = standingPages(factsOf(reading, 'HOUSEHOLD_REGISTRATION').filter(own));
  for (const marriage of marriages.standing) spouseDoubt(said, strangers, input, marriages, marriage, pages);
  for (const end of marriages.ended) exSpouseDoubt(said, input, end);
  for (const { fact } of pages) {
    if (marriages.now === null) {
      if (fact.maritalState === 'MARRIED') marriedByOneRegister(said, input, reading, member);
      else marriedByForm(said, input, reading, member, fact.maritalState);
      continue;
    }
    const { state } = marriages.now.fact;
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

/** A marriage that stands, with somebody who is not on the form. */
function spouseDoubt(
  said: Collected,
  strangers: Strangers,
  input: IndicatorInput,
  { standing }: Marriages<Marriage>,
  marriage: Marriage,
  pages: readonly Page[],
): void {
  const { member, fact } = marriage;
  const { spouseName, registeredOn } = fact;
  const { is, member: known } = findOnForm(input, spouseOf(marriage));
  if (is === 'CANNOT_SAY') said.visitHints.push(sameSpouse(member, spouseName, known));
  if (is !== 'OTHER') return;
  const widowed = pages.length > 0 && pages.every((page) => page.fact.maritalState === 'WIDOWED');
  if (widowed && standing.length === 1) {
    // No register of marriages says that one ended by death; the household register does.
    said.notes.push({
      zh: `${member.name}：婚姻登记有配偶${spouseName}（${registeredOn}），户籍登记为丧偶`,
      en: `${member.name}: married to ${spouseName} on ${registeredOn}, widowed by the household register`,
    });
    said.visitHints.push({
      zh: `查看${member.name}配偶${spouseName}的死亡证明`,
      en: `look at the proof of death of ${spouseName}, the spouse of ${member.name}`,
    });
    return;
  }
  const also = widowed ? { zh: '（户籍登记为丧偶）', en: ' (widowed by the household register)' } : { zh: '', en: '' };
  if (marriage !== standing.at(-1)) {
    doubt(
      said,
      {
        zh: `${member.name}：与${spouseName}的婚姻登记（${registeredOn}）未见解除，其后另有婚姻登记${also.zh}`,
        en: `${member.name}: the marriage to ${spouseName} of ${registeredOn} stands beside a later one${also.en}`,
      },
      {
        zh: `查看${member.name}与${spouseName}的离婚证或法院文书（法院判决离婚不在婚姻登记内）`,
        en: `ask for divorce papers of ${member.name} and ${spouseName}; courts' divorces are not in the register`,
      },
    );
    return;
  }
  strangers.add(spouseOf(marriage));
  doubt(
    said,
    {
      zh: `${member.name}：婚姻登记有配偶${spouseName}，未填报${also.zh}`,
      en: `${member.name}: the marriage register has a spouse, ${spouseName}, who is not on the form${also.en}`,
    },
    { zh: `核实${member.name}的婚姻状况，查看结婚证或离婚证`, en: `ask ${member.name} for the marriage papers` },
  );
}

/** A marriage that has ended, with somebody who is on the form. */
function exSpouseDoubt(said: Collected, input: IndicatorInput, end: Marriage): void {
  const { member, fact } = end;
  const { state, spouseName } = fact;
  const { is, member: known } = findOnForm(input, spouseOf(end));
  if (is === 'CANNOT_SAY') said.visitHints.push(sameSpouse(member, spouseName, known));
  if (is !== 'SAME') return;
  doubt(
    said,
    {
      zh: `${member.name}：婚姻登记为${MARRIAGE_WORDS[state].zh}，仍与${spouseName}一同填报`,
      en: `${member.name}: ${MARRIAGE_WORDS[state].en} by the marriage register, yet ${spouseName} is on the form`,
    },
    { zh: `核实${member.name}与${spouseName}是否共同生活`, en: `do ${member.name} and ${spouseName} live together?` },
  );
}

/** Married by the household register, of which the marriage register, asked about the same person, knows nothing. */
function marriedByOneRegister(said: Collected, input: IndicatorInput, reading: Reading, member: HouseholdMember): void {
  if (!hasAnsweredAbout(reading, member, 'MARRIAGE')) return;
  if (mayHaveSpouseOnForm(input, member)) {
    // Marriages of before the register was kept by computer stand in the household register alone.
    said.notes.push({
      zh: `${member.name}：户籍登记为已婚，婚姻登记无记录（可能早于电子化）`,
      en: `${member.name}: married by the household register, older perhaps than the marriage register`,
    });
    return;
  }
  doubt(
    said,
    {
      zh: `${member.name}：户籍登记为已婚，婚姻登记无记录，配偶未填报`,
      en: `${member.name}: married by the household register, unknown to civil affairs, no spouse on the form`,
    },
    { zh: `核实${member.name}的婚姻状况和配偶`, en: `is ${member.name} married, and to whom?` },
  );
}

/** Husband or wife of the applicant by the form, and alone by both registers: a person more in the household. */
function marriedByForm(
  said: Collected,
  input: IndicatorInput,
  reading: Reading,
  member: HouseholdMember,
  maritalState: Page['fact']['maritalState'],
): void {
  if (maritalState === 'UNKNOWN' || !['SELF', 'SPOUSE'].includes(relationOf(member.relation).kind)) return;
  if (!mayHaveSpouseOnForm(input, member) || !hasAnsweredAbout(reading, member, 'MARRIAGE')) return;
  const state = MARITAL_WORDS[maritalState];
  doubt(
    said,
    {
      zh: `${member.name}：填报有配偶，户籍登记为${state.zh}，婚姻登记无记录`,
      en: `${member.name}: a spouse on the form, ${state.en} by the household register, unknown to the marriage register`,
    },
    { zh: `查看${member.name}的结婚证`, en: `ask ${member.name} for the marriage papers` },
  );
}

function sameSpouse(member: HouseholdMember, spouseName: string, known: HouseholdMember | null) {
  return {
    zh: `核对${member.name}婚姻登记的配偶${spouseName}与填报的${known?.name ?? ''}是否同一人`,
    en: `is ${spouseName}, the spouse of ${member.name} by the register, the ${known?.name ?? ''} of the form?`,
  };
}
