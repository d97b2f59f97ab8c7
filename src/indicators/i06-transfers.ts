import { formatYuan } from '../identity/fen.ts';
import { standingSpans } from '../evidence/histories/spans.ts';
import { exclusionOn } from '../policy/exclusion.ts';
import { doubt, nothingYet } from './collected.ts';
import { heldAgainstForm } from './by-check.ts';
import { beyondForm, undeclaredWords } from './beyond-form.ts';
import { besideDeclared, declaredIncome } from './declared-income.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { foundTransfers, overPensions } from './found-transfer.ts';
import { plainName } from './plain-name.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { runsOn, yearUpTo } from './year.ts';

/**
 * I06 养老金及其他转移性收入: pensions, benefits and subsidies of a year, split into what counts and what the pack
 * leaves out, beside what was declared; and whether somebody is on the public payroll (财政供养). It never exceeds.
 */
export const transfers: Indicator = {
  id: 'I06',
  version: 2,
  names: { zh: '转移性收入', en: 'transfers' },
  citation: '《最低生活保障审核确认办法》（2021）第十一条、第十三条第一款第四项及第二款',
  factsNeeded: ['PENSION', 'UNEMPLOYMENT_BENEFIT', 'SUBSIDY_PAYMENT', 'PUBLIC_PAYROLL', 'VETERAN_BENEFIT'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '近十二个月计入收入的部分；标准线为申报数；赡养费无登记可查',
    en: 'twelve months, what counts as income; the line is what was declared; no register knows of support paid',
  },
  concerns: (fact, input) => fact.type !== 'SUBSIDY_PAYMENT' || yearUpTo(input.baseDate).months.includes(fact.month),
  evaluate: (input) => conclude(transfers, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const found = foundTransfers(input, reading);
  const all = found.filter(({ isOwnAid }) => isOwnAid !== true);
  const leftOut = all.flatMap((one) => {
    const rule = one.exclusion === null ? undefined : exclusionOn(input.pack, input.baseDate, one.exclusion);
    return rule === undefined ? [] : [{ one, rule }];
  });
  const counted = all.filter((one) => leftOut.every((other) => other.one !== one));
  const declared = declaredIncome(input, 'TRANSFER');
  const beyond = beyondForm(input, heldAgainstForm(input, 'TRANSFER', counted), declared);
  const said = nothingYet();
  if (beyond.shortFen > 0) {
    const undeclared = undeclaredWords(beyond);
    doubt(
      said,
      {
        zh: `查得计入收入的待遇高于申报 ${formatYuan(beyond.shortFen)} 元（年）${undeclared.zh}`,
        en: `transfers found that count are ${formatYuan(beyond.shortFen)} yuan a year above those declared${undeclared.en}`,
      },
      { zh: '请申请人说明未申报的养老金、补贴等', en: 'ask about pensions and subsidies that were not declared' },
    );
  }
  const posts = standingSpans(
    factsOf(reading, 'PUBLIC_PAYROLL'),
    (a, b) =>
      a.member.personId === b.member.personId &&
      a.fact.kind === b.fact.kind &&
      plainName(a.fact.unitName) === plainName(b.fact.unitName),
  );
  for (const { member, fact } of posts) {
    if (!runsOn(input.baseDate, fact.since, fact.until)) continue;
    doubt(
      said,
      {
        zh: `${member.name}：财政供养人员（${fact.unitName}）`,
        en: `${member.name}: on the public payroll (${fact.unitName})`,
      },
      {
        zh: `核实${member.name}的任职和工资，并作近亲属备案`,
        en: `ask for post and pay of ${member.name}, and file it`,
      },
    );
  }
  const beside = besideDeclared(said, input, counted, declared, ({ words, yearlyFen }) => ({
    zh: `${words.zh} ${formatYuan(yearlyFen)} 元，计入`,
    en: `${words.en}, ${formatYuan(yearlyFen)} yuan, counts`,
  }));
  for (const { one, rule } of leftOut) {
    const mark = rule.verified ? '' : '（依据未核实）';
    said.notes.push({
      zh: `${one.words.zh} ${formatYuan(one.yearlyFen)} 元，按规定不计入${mark}`,
      en: `${one.words.en}, ${formatYuan(one.yearlyFen)} yuan, left out${rule.verified ? '' : ' (rule not verified)'}`,
    });
  }
  for (const { words, yearlyFen } of found.filter(({ isOwnAid }) => isOwnAid === true)) {
    said.notes.push({
      zh: `${words.zh} ${formatYuan(yearlyFen)} 元，为本案所核对的救助金，不计入`,
      en: `${words.en}, ${formatYuan(yearlyFen)} yuan, is the aid that is checked, and does not count`,
    });
  }
  for (const { member, fact } of overPensions(reading)) {
    said.notes.push({
      zh: `${member.name}：有一份养老待遇已${fact.status === 'ENDED' ? '终止' : '暂停'}（日期未知），不计入`,
      en: `${member.name}: a pension ${fact.status === 'ENDED' ? 'has ended' : 'is suspended'}, on an unknown day`,
    });
    said.visitHints.push({
      zh: `核实${member.name}养老待遇停发的日期`,
      en: `when did the pension of ${member.name} stop?`,
    });
  }
  if (input.onForm.some(({ role }) => role === 'OBLIGOR')) {
    said.visitHints.push({ zh: '核实家庭以外义务人给付的赡（抚、扶）养费', en: 'what do supporters outside pay?' });
  }
  return { ...beside, ...said };
}
