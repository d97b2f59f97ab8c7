import { plainText } from '../evidence/fact-identity.ts';
import type { HomeTitle } from '../evidence/facts.ts';
import { addMonths } from '../platform/calendar-date.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { contractDoubts, rentalNotes } from './home-contracts.ts';
import type { Words } from './outcome.ts';
import { lineSourceOf } from './outcome.ts';
import { declaredOf, factsOf, holderNames } from './reading.ts';
import type { FoundFact } from './known-facts.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';

/**
 * I01 房产: current titles of all members who count. One unit held by several members is one home; a home held
 * together with somebody outside is a doubt, and so is everything that a register says without saying what is:
 * a historical title, a demolished house, premises that are no home. A filed contract of sale tells of a home before
 * its title does; it is a doubt, never a home: contracts are cancelled, and a sold home keeps its title for months.
 */
export const realEstate: Indicator = {
  id: 'I01',
  version: 3,
  names: { zh: '房产', en: 'real estate' },
  citation: '《社会救助暂行办法》第五十八条；《最低生活保障审核确认办法》（2021）第十四条、第十七条',
  factsNeeded: ['HOME_TITLE', 'HOUSING_CONTRACT', 'PUBLIC_RENTAL'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: { zh: '仅指已接入登记机构辖区内的现势登记', en: 'current titles within the connected register only' },
  evaluate: (input) => conclude(realEstate, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const allowed = input.pack.rules.homesAllowed;
  const titles = factsOf(reading, 'HOME_TITLE');
  const current = titles.filter(({ fact }) => fact.status === 'CURRENT');
  const leftOut = input.pack.rules.exemptions.homestead?.value === true;
  const isLeftOut = ({ fact }: Title): boolean => leftOut && fact.usage === 'HOMESTEAD';
  const homesteads = current.filter(isLeftOut);
  const homes = current.filter((title) => isHome(title.fact) && !isLeftOut(title));
  const whole = homes.filter((held) => heldByFamilyAlone(held));
  const premises = current.filter(({ fact }) => !isHome(fact));
  const findings = {
    figure: { unit: 'COUNT', value: homes.length },
    line: { unit: 'COUNT', value: allowed.value },
    lineSource: lineSourceOf(allowed),
    exempt: homesteads.map((held) => ({
      zh: `${place(held)}为宅基地房屋，按规定不计`,
      en: `${place(held)}: a village homestead, left out by the rule`,
    })),
    restsOnStandard: false,
  } as const;
  const warnings: Words[] = [];
  const visitHints: Words[] = [];
  for (const held of homes) {
    if (heldByFamilyAlone(held)) continue;
    warnings.push({
      zh: `${place(held)}与家庭以外的人共有`,
      en: `${place(held)}: owned together with somebody outside`,
    });
    visitHints.push({ zh: `核实${place(held)}的共有人和份额`, en: `find out the co-owners of ${place(held)}` });
  }
  for (const held of premises) {
    const only = homes.length === 0 && input.pack.rules.exemptions.soleNonResidential.value;
    warnings.push({ zh: `${place(held)}为非住宅`, en: `${place(held)}: not residential` });
    visitHints.push(
      only
        ? {
            zh: `核实${place(held)}是否唯一居所（唯一居所可不计）`,
            en: `is ${place(held)} the only home (then left out)?`,
          }
        : { zh: `核实${place(held)}的用途与收益`, en: `find out use and income of ${place(held)}` },
    );
  }
  const notes: Words[] = [];
  for (const title of titles.filter(({ fact: { status } }) => status !== 'CURRENT')) {
    const { fact } = title;
    const name = holderNames(title);
    const now = current.find((one) => plainText(one.fact.unitNumber) === plainText(fact.unitNumber));
    if (fact.status === 'HISTORICAL' && now !== undefined) {
      // It went nowhere: the family holds it today by another title.
      notes.push({
        zh: `${name}：${fact.address}的历史登记，现登记在${holderNames(now)}名下`,
        en: `${name}: an old title at ${fact.address}, which ${holderNames(now)} holds today`,
      });
      continue;
    }
    const state = fact.status === 'DEMOLISHED' ? '已灭失' : '历史登记';
    warnings.push({
      zh: `${name}：${fact.address}为${state}`,
      en: `${name}: title at ${fact.address} is ${fact.status.toLowerCase()}`,
    });
    visitHints.push({ zh: `核实${fact.address}的去向与所得`, en: `find out what became of ${fact.address}` });
  }
  const lookback = addMonths(input.baseDate, -input.pack.rules.purchaseLookbackMonths.value);
  for (const { member, fact } of current.flatMap(holdersOf)) {
    if (fact.registeredOn === null || fact.registeredOn < lookback) continue;
    warnings.push({
      zh: `${member.name}：${fact.address}于 ${fact.registeredOn} 登记，在近 ${input.pack.rules.purchaseLookbackMonths.value} 个月内`,
      en: `${member.name}: ${fact.address} registered on ${fact.registeredOn}, recently`,
    });
    visitHints.push({ zh: `核实${fact.address}的购房资金来源`, en: `ask how ${fact.address} was paid` });
  }
  for (const { warning, visitHint } of contractDoubts(reading)) {
    warnings.push(warning);
    visitHints.push(visitHint);
  }
  const declared = declaredOf(input, 'HOME').length;
  const found = homes.length + homesteads.length + premises.length;
  if (declared > found) {
    warnings.push({
      zh: `申报 ${declared} 处，登记查得 ${found} 处（申报，未核对）`,
      en: `${declared} declared, ${found} found (declared, not checked)`,
    });
    visitHints.push({ zh: '核实申报而未查得的房产所在地', en: 'where is the declared property that was not found?' });
  }
  if (homes.length > 0) notes.unshift(areaNote(homes, input.counted.length));
  notes.push(...rentalNotes(input, reading));
  const exceeds =
    whole.length > allowed.value
      ? [
          {
            zh: `家庭自有住宅 ${whole.length} 套，超过 ${allowed.value} 套`,
            en: `${whole.length} homes, more than ${allowed.value}`,
          },
        ]
      : [];
  return { ...findings, exceeds, warnings, notes, visitHints };
}

type Title = FoundFact<HomeTitle>;

function isHome(title: HomeTitle): boolean {
  return title.usage === 'RESIDENTIAL' || title.usage === 'HOMESTEAD';
}

/** Joint owners hold the whole together: two of them in the family are taken to be all of them. */
function heldByFamilyAlone(title: Title): boolean {
  const held = holdersOf(title);
  if (held.some(({ fact }) => fact.tenure === 'SOLE')) return true;
  const joint = new Set(held.filter(({ fact }) => fact.tenure === 'JOINT').map(({ member }) => member.personId));
  if (joint.size >= 2) return true;
  const shares = new Map(
    held
      .filter(({ fact }) => fact.tenure === 'BY_SHARE')
      .map(({ member, fact }) => [member.personId, fact.sharePercent]),
  );
  // Thirds are registered as 33 %, so three of them make 99.
  return [...shares.values()].reduce((sum, share) => sum + share, 0) >= 99;
}

function holdersOf(title: Title): NonNullable<Title['holders']> {
  return title.holders ?? [title];
}

function place({ fact }: Title): string {
  return fact.address;
}

function areaNote(homes: readonly Title[], members: number): Words {
  const hundredths = homes.reduce((sum, held) => sum + held.fact.areaHundredths, 0);
  const total = (hundredths / 100).toFixed(2);
  const each = (Math.round(hundredths / members) / 100).toFixed(2);
  return {
    zh: `建筑面积合计 ${total} 平方米，人均 ${each} 平方米`,
    en: `${total} square metres of floor, ${each} for each member`,
  };
}
