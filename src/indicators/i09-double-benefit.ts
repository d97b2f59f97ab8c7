import type { FactOf } from '../evidence/facts.ts';
import { standingSpans } from '../evidence/histories/spans.ts';
import { normaliseNumber } from '../identity/citizen-number.ts';
import { placeName } from '../identity/region.ts';
import { mayBeOneCounty, mayBeOnePlace } from '../identity/same-division.ts';
import { certificateWritten } from '../identity/same-person.ts';
import { addMonths } from '../platform/calendar-date.ts';
import { doubt, nothingYet } from './collected.ts';
import type { Collected } from './collected.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { lineSourceOf } from './outcome.ts';
import type { Words } from './outcome.ts';
import { programPaidBy } from './own-aid.ts';
import { factsOf, hasAnsweredAbout } from './reading.ts';
import type { FoundFact } from './known-facts.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { headOnForm } from './on-form.ts';
import { plainName } from './plain-name.ts';
import { runsOn, yearUpTo } from './year.ts';

/**
 * I09 重复享受与既得救助: aid that the members who count draw already. The same benefit from two places exceeds; what
 * only looks like it (two registers of one place, one card of two families, a home and money for rent) is a doubt.
 */
export const doubleBenefit: Indicator = {
  id: 'I09',
  version: 2,
  names: { zh: '重复救助', en: 'benefits drawn twice' },
  citation: '国办发〔2023〕39号（避免遗漏或重复救助）；民政部2022年兜底保障通知',
  factsNeeded: ['AID_ENTITLEMENT', 'SUBSIDY_PAYMENT', 'PUBLIC_RENTAL', 'RENT_SUBSIDY'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '数值为同一人同一类别在享救助的最多份数；跨省信息以部级联网为准',
    en: 'the most that one person draws of one benefit at once; other provinces as far as the ministry knows',
  },
  evaluate: (input) => conclude(doubleBenefit, input, (reading) => judge(input, reading)),
};

type Aid = FoundFact<FactOf<'AID_ENTITLEMENT'>>;

function judge(input: IndicatorInput, reading: Reading): Findings {
  const allowed = input.pack.rules.sameBenefitAllowed;
  const said = nothingYet();
  // Aid that is given once is over; one that lasts may pay nothing, as for a family on the edge of dibao.
  const lasting = standingSpans(factsOf(reading, 'AID_ENTITLEMENT'), isOneAid).filter(
    ({ fact }) => (fact.monthlyFen > 0 || fact.oneOffFen === 0) && runsOn(input.baseDate, fact.since, fact.until),
  );
  const running = lasting.filter(({ fact }) => fact.monthlyFen > 0);
  let most = 0;
  for (const own of Map.groupBy(running, ({ member, fact }) => `${member.personId} ${fact.program}`).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const places = new Map(own.map((one) => [one.fact.division, placeName(one.fact.division)]));
    const apart = placesApart([...places.keys()]);
    most = Math.max(most, apart);
    const what = `${first.member.name}：${PROGRAMS[first.fact.program].zh}`;
    const where = [...places.values()];
    const inEnglish = `${first.member.name}: ${PROGRAMS[first.fact.program].en}`;
    if (apart > allowed.value) {
      said.exceeds.push({
        zh: `${what}在${where.join('、')}同时享受`,
        en: `${inEnglish}, drawn at once in ${where.join(', ')}`,
      });
      said.visitHints.push({
        zh: `查看${first.member.name}的救助证和发放卡`,
        en: `look at aid papers and card of ${first.member.name}`,
      });
    } else if (own.length > 1) {
      doubt(
        said,
        { zh: `${what}在${where.join('、')}有 ${own.length} 条在享记录`, en: `${inEnglish}, ${own.length} entries` },
        { zh: `核实${first.member.name}的救助记录是否重复登记`, en: `is one of the entries a slip?` },
      );
    } else {
      said.notes.push({ zh: `${what}，${where.join('、')}在享`, en: `${inEnglish}, ${where.join(', ')}` });
    }
  }
  exclusivePrograms(said, running);
  elsewhere(said, input, lasting);
  othersFamily(said, input, lasting);
  sharedCards(said, running);
  housingTwice(said, input, reading);
  paidWithoutEntitlement(said, input, reading);
  return {
    figure: { unit: 'COUNT', value: most },
    line: { unit: 'COUNT', value: allowed.value },
    lineSource: lineSourceOf(allowed),
    restsOnStandard: false,
    ...said,
  };
}

const PROGRAMS: Readonly<Record<Aid['fact']['program'], Words>> = {
  MINIMUM_LIVING: { zh: '最低生活保障', en: 'dibao' },
  EXTREME_POVERTY: { zh: '特困人员供养', en: 'support in extreme poverty' },
  MINIMUM_LIVING_EDGE: { zh: '低保边缘', en: 'edge of dibao' },
  EXPENDITURE_POVERTY: { zh: '刚性支出困难', en: 'expenditure poverty' },
  ORPHAN: { zh: '孤儿和事实无人抚养儿童', en: 'orphan' },
  TEMPORARY_AID: { zh: '临时救助', en: 'temporary aid' },
};

/** Extreme-poverty support excludes dibao; temporary aid may accompany either. */
function exclusivePrograms(said: Collected, running: readonly Aid[]): void {
  const lasting = running.filter(({ fact }) => fact.program !== 'TEMPORARY_AID');
  for (const own of Map.groupBy(lasting, ({ member }) => member.personId).values()) {
    const programs = [...new Set(own.map(({ fact }) => fact.program))].sort();
    const name = own[0]?.member.name ?? '';
    if (programs.length < 2) continue;
    doubt(
      said,
      {
        zh: `${name}：同时在享${programs.map((one) => PROGRAMS[one].zh).join('、')}`,
        en: `${name}: draws ${programs.map((one) => PROGRAMS[one].en).join(', ')} at once`,
      },
      { zh: `核实${name}应享哪一类救助`, en: `which of them is ${name} entitled to?` },
    );
  }
}

/** Two entries of one allowance: of one person, from what may be one place. */
function isOneAid(a: Aid, b: Aid): boolean {
  return (
    a.member.personId === b.member.personId &&
    a.fact.program === b.fact.program &&
    mayBeOnePlace(a.fact.division, b.fact.division)
  );
}

/**
 * How many places there are at least behind some codes. One that contains another, and one that took over another, may be
 * the same; so many are there as can be chosen of which no two may be.
 */
function placesApart(codes: readonly string[]): number {
  const [first, ...rest] = codes;
  if (first === undefined) return 0;
  const others = rest.filter((code) => !mayBeOnePlace(first, code));
  return Math.max(placesApart(rest), 1 + placesApart(others));
}

/** An allowance that runs in another county than the case. */
function elsewhere(said: Collected, { caseOf }: IndicatorInput, running: readonly Aid[]): void {
  if (caseOf === undefined) return;
  for (const { member, fact } of running) {
    if (mayBeOneCounty(fact.division, caseOf.division)) continue;
    const where = placeName(fact.division);
    doubt(
      said,
      {
        zh: `${member.name}：${PROGRAMS[fact.program].zh}在${where}在享，不在本案所在地`,
        en: `${member.name}: draws ${PROGRAMS[fact.program].en} in ${where}, not where the case is`,
      },
      {
        zh: `核实${member.name}在${where}的救助是否已停止`,
        en: `has the aid of ${member.name} in ${where} been stopped?`,
      },
    );
  }
}

/** Counted in somebody else's aided household. */
function othersFamily(said: Collected, input: IndicatorInput, running: readonly Aid[]): void {
  for (const { member, fact } of running) {
    if (fact.headNumber === null) continue;
    const is = headOnForm(input, fact.headNumber);
    if (is === 'CANNOT_SAY') {
      said.visitHints.push({
        zh: `核对${member.name}所在救助户的户主是否为填报的家庭成员`,
        en: `is the head of the household in which ${member.name} is aided on the form?`,
      });
    }
    if (is !== 'OTHER') continue;
    doubt(
      said,
      {
        zh: `${member.name}：在另一户享受${PROGRAMS[fact.program].zh}（${placeName(fact.division)}）`,
        en: `${member.name}: in another household that draws ${PROGRAMS[fact.program].en}`,
      },
      { zh: `核实${member.name}实际与谁共同生活`, en: `with whom does ${member.name} live?` },
    );
  }
}

/** One card into which two households are paid. */
function sharedCards(said: Collected, running: readonly Aid[]): void {
  const withCard = running.filter(({ fact }) => fact.cardTail !== null && fact.headNumber !== null);
  for (const [tail, own] of Map.groupBy(withCard, ({ fact }) => fact.cardTail)) {
    if (new Set(own.map(({ fact }) => oneSpelling(fact.headNumber ?? ''))).size < 2) continue;
    doubt(
      said,
      { zh: `尾号 ${tail} 的银行卡为不同户发放`, en: `the card ending in ${tail} is paid for several households` },
      { zh: `查看尾号 ${tail} 的银行卡由谁持有`, en: `who holds the card ending in ${tail}?` },
    );
  }
}

/** A number with 15 digits and with 18 is one. */
function oneSpelling(number: string): string {
  return certificateWritten(number)?.number ?? normaliseNumber(number);
}

function housingTwice(said: Collected, input: IndicatorInput, reading: Reading): void {
  const runs = ({ fact }: { readonly fact: FactOf<'PUBLIC_RENTAL' | 'RENT_SUBSIDY'> }): boolean =>
    runsOn(input.baseDate, fact.since, fact.until);
  const rentals = standingSpans(
    factsOf(reading, 'PUBLIC_RENTAL'),
    (a, b) => a.member.personId === b.member.personId && plainName(a.fact.address) === plainName(b.fact.address),
  ).filter(runs);
  const money = standingSpans(
    factsOf(reading, 'RENT_SUBSIDY'),
    (a, b) => a.member.personId === b.member.personId,
  ).filter(runs);
  if (rentals.length === 0 || money.length === 0) return;
  const where = rentals.map(({ fact }) => fact.address).join('、');
  doubt(
    said,
    { zh: `承租公房（${where}）又领取住房租赁补贴`, en: `a public home (${where}) and money for rent at once` },
    { zh: `查看实际居住的是否${where}`, en: `is ${where} where they live?` },
  );
}

/** The treasury pays aid of which civil affairs, asked about the same person, knows nothing: both sides are shown. */
function paidWithoutEntitlement(said: Collected, input: IndicatorInput, reading: Reading): void {
  const recent = new Set(yearUpTo(input.baseDate).months.slice(-3));
  const paid = factsOf(reading, 'SUBSIDY_PAYMENT').filter(
    ({ fact }) => fact.kind === 'SOCIAL_ASSISTANCE' && recent.has(fact.month),
  );
  const entitlements = factsOf(reading, 'AID_ENTITLEMENT');
  for (const { member, fact } of paid) {
    if (!hasAnsweredAbout(reading, member, 'AID_ENTITLEMENT')) continue;
    const program = programPaidBy(fact.item);
    const known = entitlements.filter((one) => one.member.personId === member.personId);
    const own = known.filter((one) => program === null || one.fact.program === program);
    if (own.some((one) => one.fact.until === null || fact.month <= lastPaid(one.fact.until))) continue;
    if (own.length > 0) {
      doubt(
        said,
        {
          zh: `${member.name}：财政发放${fact.item}至 ${fact.month}，民政登记的救助此前已停止`,
          en: `${member.name}: the treasury paid ${fact.item} in ${fact.month}, after the aid known to civil affairs ended`,
        },
        { zh: `核实${member.name}领取的${fact.item}`, en: `what aid does ${member.name} draw?` },
      );
      continue;
    }
    const aid = program === null || known.length === 0 ? { zh: '救助', en: 'aid' } : PROGRAMS[program];
    doubt(
      said,
      {
        zh: `${member.name}：财政发放${fact.item}，民政无其${aid.zh}记录`,
        en: `${member.name}: the treasury pays ${fact.item}, civil affairs knows of no ${aid.en}`,
      },
      { zh: `核实${member.name}领取的${fact.item}`, en: `what aid does ${member.name} draw?` },
    );
  }
}

/** The last month of an entitlement may be paid in the next. */
function lastPaid(until: NonNullable<Aid['fact']['until']>): string {
  return addMonths(until, 1).slice(0, 'YYYY-MM'.length);
}
