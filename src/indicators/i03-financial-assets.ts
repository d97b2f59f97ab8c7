import { divideRound, formatYuan, sumFen } from '../identity/fen.ts';
import { addMonths } from '../platform/calendar-date.ts';
import { FINANCIAL_FACTS, undecidedLines } from './amounts-needed.ts';
import { bankBounds, isInYuan, lineWords, unreckonedWords } from './bank-bounds.ts';
import type { BankBounds, LineFact } from './bank-bounds.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import { assetsBeyondBanks } from './assets-beyond-banks.ts';
import type { AssetsBeyondBanks } from './assets-beyond-banks.ts';
import { financialLine, zoneOf } from './financial-line.ts';
import type { MissingAnswer, Words } from './outcome.ts';
import { declaredOf, factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';

/**
 * I03 金融资产: deposits, wealth-management products, securities, cash values of insurance and, where the pack counts it,
 * the housing fund of the members who count, for each member, against so many months of the dibao standard.
 *
 * Where a source of one of its kinds is not connected, or an asset is not in yuan, the sum is a lower bound: beyond the
 * line it stays beyond, below the line nothing is proven, so the result is 预警 and names what is not covered, never 符合.
 * It is not 待反馈 either: no answer would come by waiting. The definition also holds assets in online finance, of which no
 * register can tell: the scope says so, for it is no doubt about any family.
 *
 * A bank may have said only whether it holds more than a line. Then the sum lies between two bounds: 不符合 where the lower
 * one is beyond the line, 符合 only where the upper one is within, and 待反馈 until the amount is known where they part.
 */
export const financialAssets: Indicator = {
  id: 'I03',
  version: 5,
  names: { zh: '金融资产', en: 'financial assets' },
  citation: '《最低生活保障审核确认办法》（2021）第十四条、第十七条；民发〔2015〕61号',
  factsNeeded: FINANCIAL_FACTS,
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '人均存款、理财、证券和保单现金价值，公积金按规则计入或只列示；互联网金融资产只在已接入时核对',
    en: 'deposits, wealth management, securities and cash values for each member; the housing fund as the rule has it; online finance only where connected',
  },
  evaluate: (input) => conclude(financialAssets, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const { rules } = input.pack;
  const holdings = factsOf(reading, 'BANK_HOLDING');
  const members = input.counted.length;
  const banks = bankBounds(input, reading);
  const beyond = assetsBeyondBanks(input, reading);
  const others = sumFen([beyond.securitiesFen, beyond.insuranceFen, beyond.housingFundFen]);
  // The known sum: a lower bound where a bank said only that its sum is over a threshold.
  const total = sumFen([banks.lowerFen, others]);
  const { eachFen: lineEach } = financialLine(input.pack, members);
  const near = rules.nearLinePercent.value;
  const zone = zoneOf(input.pack, members, total);
  const atLeastNear = (amount: number): boolean => zoneOf(input.pack, members, amount) !== 'BELOW';
  const beyondNear = zone === 'BEYOND';
  const undecided = undecidedLines(input, banks, others);

  const warnings: Words[] = [];
  const visitHints: Words[] = [];
  if (zone === 'NEAR') {
    warnings.push({ zh: `合计在标准线上下 ${near}% 以内`, en: `the sum lies within ${near} % of the line` });
    visitHints.push({ zh: '请申请人提供账户明细', en: 'ask for the accounts in detail' });
  }

  const since = addMonths(input.baseDate, -rules.outflowMonths.value);
  const gone = holdings.filter(
    ({ fact }) => fact.largestOutflowFen > 0 && (fact.largestOutflowOn === null || fact.largestOutflowOn >= since),
  );
  const recent = gone.filter(({ fact }) => isInYuan(fact));
  // No rule says what a large outflow is; the one that matters is the one that, put back, would reach the line.
  if (recent.length > 0 && atLeastNear(sumFen([total, ...recent.map(({ fact }) => fact.largestOutflowFen)]))) {
    for (const { member, fact } of recent) {
      const day = fact.largestOutflowOn ?? '日期不详';
      const amount = formatYuan(fact.largestOutflowFen);
      const bank = bankName(input, fact.bankCode);
      warnings.push({
        zh: `${member.name}：${day} 单笔转出 ${amount} 元（${bank.zh}）`,
        en: `${member.name}: ${amount} yuan left on ${fact.largestOutflowOn ?? 'an unknown day'} (${bank.en})`,
      });
      visitHints.push({
        zh: `核实${member.name} ${day} 转出款的去向`,
        en: `where did the outflow of ${member.name} go?`,
      });
    }
  }

  // Nobody can say whether an outflow in another currency is a small one.
  for (const { member, fact } of gone) {
    if (isInYuan(fact)) continue;
    const bank = bankName(input, fact.bankCode);
    const day = fact.largestOutflowOn ?? '日期不详';
    warnings.push({
      zh: `${member.name}：${day} 单笔转出 ${fact.currency ?? '币种不详的'} 资金，未折算（${bank.zh}）`,
      en: `${member.name}: money in ${fact.currency ?? 'an unknown currency'} left on ${fact.largestOutflowOn ?? 'an unknown day'}, not reckoned in yuan (${bank.en})`,
    });
    visitHints.push({
      zh: `核实${member.name} ${day} 转出款的去向`,
      en: `where did the outflow of ${member.name} go?`,
    });
  }

  for (const { member, fact } of holdings) {
    if (fact.dormantAccountCount === 0) continue;
    const bank = bankName(input, fact.bankCode);
    warnings.push({
      zh: `${member.name}：${fact.dormantAccountCount} 个长期不动户（${bank.zh}）`,
      en: `${member.name}: ${fact.dormantAccountCount} dormant account(s) (${bank.en})`,
    });
    visitHints.push({
      zh: `核实${member.name}是否知晓长期不动户`,
      en: `does ${member.name} know the dormant account?`,
    });
  }

  if (beyondNear) {
    visitHints.push({
      zh: '听取申请人对存款和投资的说明',
      en: 'hear what the applicant says of deposits and investments',
    });
  }
  const unreckoned = [
    ...banks.unreckoned.map(({ member, fact }) =>
      unreckonedWords(member.name, bankName(input, fact.bankCode), fact.currency),
    ),
    ...beyond.unreckoned,
  ];
  warnings.push(...unreckoned);
  if (unreckoned.length > 0) {
    visitHints.push({
      zh: '请申请人提供外币资产的折算凭证',
      en: 'ask for a proof of what the foreign assets are worth',
    });
  }
  warnings.push(...beyond.warnings);
  visitHints.push(...beyond.visitHints);

  for (const one of banks.contradicted) {
    const bank = bankName(input, one.fact.bankCode);
    const said = lineWords(one, bank);
    warnings.push({ zh: `${said.zh}，与其反馈的金额不一致`, en: `${said.en}; the amount that it told does not fit` });
    visitHints.push({ zh: `请${bank.zh}核对前后两次反馈`, en: `ask ${bank.en} which of its answers is right` });
  }

  const conceivable = declaredAndFound(input, banks.lowerFen, beyond);
  if (conceivable > total && atLeastNear(conceivable) && !beyondNear) {
    warnings.push({
      zh: `连同申报未核对部分合计 ${formatYuan(conceivable)} 元，接近或超过标准线（申报，未核对）`,
      en: `with what is declared and not checked the sum is ${formatYuan(conceivable)} yuan, near or beyond the line`,
    });
    visitHints.push({ zh: '查看申报金融资产的凭证', en: 'look at the proofs of the declared assets' });
  }

  return {
    figure: { unit: 'FEN', value: divideRound(total, members) },
    line: { unit: 'FEN', value: lineEach },
    lineSource: {
      document: rules.financialMonths.document,
      article: `${rules.financialMonths.article}；标准依据${rules.dibaoStandardFen.document}`,
      verified: rules.financialMonths.verified && rules.dibaoStandardFen.verified,
    },
    missing: undecided.flatMap((one) => amountNotAsked(one)),
    exceeds: beyondNear ? [{ zh: '已查得部分超过标准线', en: 'what was found exceeds the line' }] : [],
    warnings,
    exempt: [],
    notes: [
      {
        zh: `已查得合计${atLeast(banks, unreckoned).zh} ${formatYuan(total)} 元 ÷ ${members} 人；标准线 ${rules.financialMonths.value} × ${formatYuan(rules.dibaoStandardFen.value)} 元`,
        en: `${atLeast(banks, unreckoned).en}${formatYuan(total)} yuan found / ${members}; the line is ${rules.financialMonths.value} x ${formatYuan(rules.dibaoStandardFen.value)} yuan`,
      },
      ...banks.lines.map((one) => lineWords(one, bankName(input, one.fact.bankCode))),
      ...(banks.lines.some(({ fact }) => !fact.over) ? [NOT_THE_SUM] : []),
      ...beyond.notes,
    ],
    visitHints,
    restsOnStandard: true,
  };
}

const NOT_THE_SUM: Words = {
  zh: '一家银行未超限只说明该行；各行均未超限不等于合计未超限',
  en: 'that one bank is not over the line says so of that bank; of the sum it says nothing',
};

/** Where a bank said "over" and not how much, or something is not in yuan, the sum is what is known of it. */
function atLeast({ lines }: BankBounds, unreckoned: readonly Words[]): Words {
  return unreckoned.length > 0 || lines.some(({ fact }) => fact.over)
    ? { zh: '至少', en: 'at least ' }
    : { zh: '', en: '' };
}

/** For a bank that was asked for the amount, that answer itself shows a gap. */
function amountNotAsked({ member, sourceId, fact, amountAsked }: LineFact): readonly MissingAnswer[] {
  if (amountAsked) return [];
  const { personId } = member;
  return [{ personId, sourceId, institution: fact.bankCode, kind: 'AMOUNT_NOT_ASKED' }];
}

/** The most that the family may have: for each kind the larger of the declared and the found amount. */
function declaredAndFound(input: IndicatorInput, atBanks: number, beyond: AssetsBeyondBanks): number {
  const declared = declaredOf(input, 'FINANCIAL_ASSET');
  const sumOf = (...kinds: readonly (typeof declared)[number]['assetKind'][]): number =>
    sumFen(declared.filter((one) => kinds.includes(one.assetKind)).map((one) => one.amountFen));
  return sumFen([
    Math.max(atBanks, sumOf('DEPOSIT')),
    Math.max(beyond.securitiesFen, sumOf('SECURITIES')),
    Math.max(beyond.insuranceFen, sumOf('INSURANCE')),
    beyond.housingFundFen,
    // No source tells of these.
    sumOf('CLAIM', 'OTHER'),
  ]);
}

function bankName(input: IndicatorInput, code: string): Words {
  const banks = input.sources.flatMap(({ institutions }) => institutions);
  return banks.find((bank) => bank.code === code) ?? { zh: code, en: code };
}
