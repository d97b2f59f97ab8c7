import { formatYuan } from '../identity/fen.ts';
import { addMonths } from '../platform/calendar-date.ts';
import { doubt, nothingYet } from './collected.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { runningEnrolments } from './enrolments.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { isWithin, yearUpTo } from './year.ts';

/**
 * I10 高消费与生活支出异常: dear schools, study and travel abroad, dear purchases. By law a help to judgement only
 * (辅助评估): it is 符合 or 预警, and `exceeds` stays empty whatever is found.
 */
export const spending: Indicator = {
  id: 'I10',
  version: 2,
  names: { zh: '高消费', en: 'high spending' },
  citation: '《最低生活保障审核确认办法》（2021）第十七条第二款（仅作辅助评估）',
  factsNeeded: ['TAXED_PURCHASE', 'SCHOOL_ENROLMENT', 'BORDER_CROSSINGS'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '最大单项支出；仅作辅助评估；不含水电气和通讯',
    en: 'the largest single outlay; a help to judgement only; without utilities and telephone',
  },
  evaluate: (input) => conclude(spending, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const { rules } = input.pack;
  const line = rules.spendingLookMonths.value * rules.dibaoStandardFen.value;
  const year = yearUpTo(input.baseDate);
  const outlays: number[] = [0];
  const said = nothingYet();
  for (const { member, fact } of runningEnrolments(input, reading)) {
    const net = Math.max(0, fact.tuitionYearlyFen - fact.aidYearlyFen);
    outlays.push(net);
    if (fact.overseas) {
      doubt(
        said,
        { zh: `${member.name}：在境外就读（${fact.schoolName}）`, en: `${member.name}: studies abroad` },
        { zh: `核实${member.name}留学费用由谁负担`, en: `who pays for the studies of ${member.name}?` },
      );
    } else if (net > line) {
      doubt(
        said,
        {
          zh: `${member.name}：${fact.schoolName}年收费 ${formatYuan(net)} 元（减资助后）`,
          en: `${member.name}: ${fact.schoolName} charges ${formatYuan(net)} yuan a year after aid`,
        },
        { zh: `核实${member.name}学费由谁负担`, en: `who pays the school of ${member.name}?` },
      );
    }
  }
  for (const { member, fact } of factsOf(reading, 'TAXED_PURCHASE')) {
    if (fact.purchasedOn < addMonths(input.baseDate, -rules.purchaseLookbackMonths.value)) continue;
    outlays.push(fact.priceFen);
    if (fact.priceFen <= line) continue;
    const kind = fact.kind === 'VEHICLE' ? { zh: '车辆', en: 'vehicle' } : { zh: '房屋', en: 'home' };
    doubt(
      said,
      {
        zh: `${member.name}：${fact.purchasedOn} 购置${kind.zh}（${fact.subject}），计税价 ${formatYuan(fact.priceFen)} 元`,
        en: `${member.name}: bought a ${kind.en} on ${fact.purchasedOn} for ${formatYuan(fact.priceFen)} yuan`,
      },
      { zh: `核实${member.name}购置${kind.zh}的资金来源`, en: `where did the money of ${member.name} come from?` },
    );
  }
  for (const { member, fact } of factsOf(reading, 'BORDER_CROSSINGS')) {
    if (!isWithin(year, fact.until) || fact.exitCount < rules.exitsLookedAt.value) continue;
    doubt(
      said,
      {
        zh: `${member.name}：出境 ${fact.exitCount} 次，停留 ${fact.abroadDays} 天`,
        en: `${member.name}: ${fact.exitCount} journeys abroad, ${fact.abroadDays} days`,
      },
      { zh: `核实${member.name}出境事由和费用`, en: `why did ${member.name} travel, and who paid?` },
    );
  }
  return {
    figure: { unit: 'FEN', value: Math.max(...outlays) },
    line: { unit: 'FEN', value: line },
    lineSource: {
      document: rules.spendingLookMonths.document,
      article: rules.spendingLookMonths.article,
      verified: rules.spendingLookMonths.verified && rules.dibaoStandardFen.verified,
    },
    restsOnStandard: true,
    ...said,
  };
}
