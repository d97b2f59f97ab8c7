import type { FactOf } from '../evidence/facts.ts';
import { standingRoles } from '../evidence/histories/business-roles.ts';
import { formatYuan, sumFen } from '../identity/fen.ts';
import { doubt, nothingYet } from './collected.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { lineSourceOf } from './outcome.ts';
import type { Words } from './outcome.ts';
import { plainName } from './plain-name.ts';
import { factsOf } from './reading.ts';
import type { FoundFact } from './known-facts.ts';
import type { Reading } from './reading.ts';
import { apartInTime } from './turnovers.ts';
import { conclude } from './verdict.ts';
import { isWithin, yearUpTo } from './year.ts';

/**
 * I04 市场主体登记/经营投资: parts in enterprises of the members who count. Only a live enterprise with revenue that
 * somebody reported exceeds; a revoked or dormant one, a co-operative's member, a name in dispute (冒名登记) are never
 * more than a doubt: people lost their allowance over firms that they had never heard of.
 */
export const enterprises: Indicator = {
  id: 'I04',
  version: 2,
  names: { zh: '市场主体', en: 'enterprises' },
  citation: '《社会救助暂行办法》第五十八条；《最低生活保障审核确认办法》（2021）第十七条',
  factsNeeded: ['BUSINESS_ROLE', 'SOLE_TRADER_TURNOVER', 'TAXED_INCOME_MONTH'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '登记身份不等于实际经营；营收仅指税务已知部分',
    en: 'a registered part is not a business that is run; revenue as far as tax knows it',
  },
  concerns: (fact, input) =>
    fact.type !== 'TAXED_INCOME_MONTH' || (isRevenue(fact) && yearUpTo(input.baseDate).months.includes(fact.month)),
  evaluate: (input) => conclude(enterprises, input, (reading) => judge(input, reading)),
};

type Part = FoundFact<FactOf<'BUSINESS_ROLE'>>;

function judge(input: IndicatorInput, reading: Reading): Findings {
  const allowed = input.pack.rules.enterprisesAllowed;
  const parts = standingRoles(factsOf(reading, 'BUSINESS_ROLE'), ({ member }) => member.personId);
  const live = parts.filter(({ fact }) => fact.state === 'IN_BUSINESS');
  const earning = live.filter((part) => isReal(part) && revenueOf(input, reading, part).provenFen > 0);
  const tooMany = codesOf(earning) > allowed.value;
  const found = nothingYet();
  for (const part of parts) {
    const what = words(part);
    const { provenFen, assessedFen } = revenueOf(input, reading, part);
    const ask = (zh: string, en: string): Words => ({ zh: `${what.name}：${zh}`, en: `${what.name}: ${en}` });
    const warn = (zh: string, en: string, hint: Words): void =>
      doubt(found, { zh: `${what.zh}，${zh}`, en: `${what.en}, ${en}` }, hint);
    if (part.fact.identityDisputed) {
      const money = provenFen > 0 ? `，税务另有营收 ${formatYuan(provenFen)} 元` : '';
      warn(
        `本人主张冒名登记${money}`,
        provenFen > 0 ? 'registration disputed, yet tax knows revenue' : 'registration disputed',
        ask(
          '请本人提供冒名登记异议材料，转市场监管核实',
          'ask for the papers of the dispute; the register must settle it',
        ),
      );
    } else if (part.fact.state === 'DEREGISTERED') {
      found.notes.push({ zh: `${what.zh}，已注销，不计`, en: `${what.en}, deregistered, not counted` });
    } else if (part.fact.state === 'REVOKED') {
      warn(
        '吊销未注销',
        'revoked, not deregistered',
        ask('是否已停业、有无债权债务', 'has it stopped, what is left of it?'),
      );
    } else if (part.fact.role === 'COOPERATIVE_MEMBER') {
      warn(
        '合作社成员',
        'member of a co-operative',
        ask('是否知情、有无出资和分红', 'do they know of it, was money paid in or out?'),
      );
    } else if (part.fact.abnormal) {
      warn('列入经营异常名录', 'listed as abnormal', ask('是否仍在经营', 'is it still run?'));
    } else if (provenFen > 0) {
      const amount = formatYuan(provenFen);
      const reason = { zh: `${what.zh}，近一年税务已知营收 ${amount} 元`, en: `${what.en}, revenue ${amount} yuan` };
      (tooMany ? found.exceeds : found.notes).push(reason);
      found.visitHints.push(ask('查看经营场所、雇工和实际营收', 'look at the premises, at staff and at real revenue'));
    } else if (assessedFen > 0) {
      warn(
        `定额营业额 ${formatYuan(assessedFen)} 元（核定，非实际）`,
        `assessed turnover ${formatYuan(assessedFen)} yuan, an estimate`,
        ask('查看实际营收', 'look at real revenue'),
      );
    } else {
      warn(
        '存续，未见营收',
        'in business, no revenue known',
        ask('是否实际经营、有无收益', 'is it run, does it earn?'),
      );
    }
  }
  for (const { member, fact } of strangers(input, reading, parts)) {
    doubt(
      found,
      {
        zh: `${member.name}：税务有${fact.traderName}营业额，市场监管无其登记`,
        en: `${member.name}: tax knows a turnover of ${fact.traderName}, the register of enterprises does not`,
      },
      {
        zh: `核实${member.name}与${fact.traderName}的关系`,
        en: `what has ${member.name} to do with ${fact.traderName}?`,
      },
    );
  }
  // The capital is told with each part that a person has in an enterprise, and is subscribed once.
  const ofEach = Map.groupBy(live.filter(isReal), ({ member, fact }) => `${member.personId} ${fact.entityCode}`);
  const subscribed = sumFen([...ofEach.values()].map((own) => Math.max(...own.map(({ fact }) => fact.subscribedFen))));
  if (subscribed > 0) {
    found.notes.push({
      zh: `存续主体认缴合计 ${formatYuan(subscribed)} 元（认缴不等于实缴）`,
      en: `${formatYuan(subscribed)} yuan subscribed, which is not paid in`,
    });
  }
  return {
    figure: { unit: 'COUNT', value: codesOf(live) },
    line: { unit: 'COUNT', value: allowed.value },
    lineSource: lineSourceOf(allowed),
    restsOnStandard: false,
    ...found,
  };
}

/** Neither disputed, nor a paper member, nor one that nobody can find. */
function isReal({ fact }: Part): boolean {
  return !fact.identityDisputed && !fact.abnormal && fact.role !== 'COOPERATIVE_MEMBER';
}

/** Two members in one enterprise are one enterprise. */
function codesOf(parts: readonly Part[]): number {
  return new Set(parts.map(({ fact }) => fact.entityCode)).size;
}

function words({ member, fact }: Part): Words & { readonly name: string } {
  const role = ROLES[fact.role];
  return {
    name: fact.entityName,
    zh: `${member.name}：${fact.entityName}${role.zh}`,
    en: `${member.name}: ${role.en} of ${fact.entityName}`,
  };
}

const ROLES: Readonly<Record<Part['fact']['role'], Words>> = {
  LEGAL_REPRESENTATIVE: { zh: '法定代表人', en: 'legal representative' },
  SHAREHOLDER: { zh: '股东', en: 'shareholder' },
  OFFICER: { zh: '董事、监事或高级管理人员', en: 'officer' },
  SOLE_TRADER: { zh: '经营者', en: 'sole trader' },
  COOPERATIVE_MEMBER: { zh: '成员', en: 'member' },
};

/** Payments of an enterprise to its owners. */
function isRevenue({ kind }: FactOf<'TAXED_INCOME_MONTH'>): boolean {
  return kind === 'OPERATING' || kind === 'INTEREST_DIVIDEND';
}

/** The enterprise's turnover, or its payments to the member, within the year, in the tax records. */
function revenueOf(
  input: IndicatorInput,
  reading: Reading,
  { member, fact }: Part,
): { readonly provenFen: number; readonly assessedFen: number } {
  const year = yearUpTo(input.baseDate);
  const turnovers = factsOf(reading, 'SOLE_TRADER_TURNOVER').filter(
    (one) => isOf(one.fact.traderCode, one.fact.traderName, fact) && isWithin(year, one.fact.until),
  );
  const paid = factsOf(reading, 'TAXED_INCOME_MONTH').filter(
    (one) =>
      one.member.personId === member.personId &&
      isOf(one.fact.payerCode, one.fact.payerName, fact) &&
      isRevenue(one.fact) &&
      year.months.includes(one.fact.month),
  );
  const turnover = (basis: 'ASSESSED' | 'INVOICED'): number =>
    sumFen(apartInTime(turnovers.filter((one) => one.fact.basis === basis)).map((one) => one.fact.turnoverFen));
  return {
    provenFen: turnover('INVOICED') + sumFen(paid.map((one) => one.fact.incomeFen)),
    assessedFen: turnover('ASSESSED'),
  };
}

/** Turnovers within the year of a business that the register of enterprises does not show, where it has answered. */
function strangers(
  input: IndicatorInput,
  reading: Reading,
  parts: readonly Part[],
): readonly FoundFact<FactOf<'SOLE_TRADER_TURNOVER'>>[] {
  if (!reading.answered.has('BUSINESS_ROLE')) return [];
  const year = yearUpTo(input.baseDate);
  return factsOf(reading, 'SOLE_TRADER_TURNOVER').filter(
    ({ fact }) =>
      fact.turnoverFen > 0 &&
      isWithin(year, fact.until) &&
      !parts.some((part) => isOf(fact.traderCode, fact.traderName, part.fact)),
  );
}

/**
 * Whether the tax office means an enterprise: by its code, or by its name where the office writes an older code or none.
 */
function isOf(code: string | null, name: string, { entityCode, entityName }: FactOf<'BUSINESS_ROLE'>): boolean {
  if (code === entityCode) return true;
  const saysLess = code === null || code.length !== entityCode.length;
  return saysLess && plainName(name) === plainName(entityName);
}
