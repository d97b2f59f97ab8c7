import { sumFen } from '../identity/fen.ts';
import { bandOf, printBand } from './band.ts';
import { doubt, nothingYet } from './collected.ts';
import { NAMES_NO_SOURCE } from './define-indicator.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import type { Words } from './outcome.ts';
import { isByCheck } from './by-check.ts';
import { declaredOf, factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { conclude } from './verdict.ts';
import { isWithin, yearUpTo } from './year.ts';

/**
 * I11 过度医疗现象: medical expense that its own numbers don't explain. The founding paper names it and defines
 * nothing, so every bound is the pack's proposal, and the result is at most a doubt for 医保 or a doctor. Amounts are
 * shown as bands, never a diagnosis (个人信息保护法 Art 28), nor who was ill.
 */
export const medicalExcess: Indicator = {
  id: 'I11',
  version: 2,
  names: { zh: '过度医疗', en: 'excess of medical treatment' },
  citation: '《刚性支出困难家庭认定办法》（2025）第五条第二项；《个人信息保护法》第二十八条',
  factsNeeded: ['MEDICAL_SETTLEMENT'],
  sourcesNeeded: NAMES_NO_SOURCE,
  scope: {
    zh: '近十二个月个人负担，只按金额档显示；须由医保或医师复核，不影响应得救助',
    en: 'borne in twelve months, in bands only; for 医保 or a doctor to look at; takes no aid away',
  },
  evaluate: (input) => conclude(medicalExcess, input, (reading) => judge(input, reading)),
};

function judge(input: IndicatorInput, reading: Reading): Findings {
  const { rules } = input.pack;
  const look = rules.medicalLook.value;
  const bounds = rules.medicalBandsFen.value;
  const year = yearUpTo(input.baseDate);
  const settled = factsOf(reading, 'MEDICAL_SETTLEMENT').filter(({ fact }) => isWithin(year, fact.settledOn));
  const borneFen = sumFen(settled.map(({ fact }) => fact.selfPaidFen));
  const borne = bandOf(borneFen, bounds);
  const incomeFen = sumFen(declaredOf(input, 'INCOME').map(({ yearlyFen }) => yearlyFen));
  const receipts = declaredOf(input, 'RIGID_EXPENDITURE').filter(({ item }) => item === 'MEDICAL');
  const declaredFen = sumFen(receipts.map(({ yearlyFen }) => yearlyFen));
  const said = nothingYet();
  const review = (zh: string, en: string, hint: Words = REVIEW): void => doubt(said, { zh, en }, hint);
  // Without an income to compare with, the lowest band is too small to ask about.
  // An item that is left to the verification is no income of 0, and the declared items are then not complete.
  const partly = isByCheck(input, 'WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER');
  if (!partly && incomeFen === 0 && borneFen > 0 && borneFen >= (bounds[1] ?? 0)) {
    review('申报收入为零或未申报，却有个人负担的医疗费用', 'medical expense was borne, and no income is declared', {
      zh: '核实医疗费用由谁支付，查看票据',
      en: 'who paid the medical bills? Look at the receipts',
    });
  }
  if (!partly && incomeFen > 0 && borneFen * 100 > incomeFen * look.selfPaidIncomePercent) {
    review(
      `个人负担超过申报收入的 ${look.selfPaidIncomePercent}%（比例未核实）`,
      `more than ${look.selfPaidIncomePercent} % of declared income was borne (bound not verified)`,
      { zh: '核实医疗费用由谁支付，查看票据', en: 'who paid the medical bills? Look at the receipts' },
    );
  }
  // Declared income does not explain the expense, and the rest was not compared: that is no clean result.
  const unexplained = incomeFen === 0 || borneFen * 100 > incomeFen * look.selfPaidIncomePercent;
  if (partly && unexplained && borneFen > 0 && borneFen >= (bounds[1] ?? 0)) {
    review(
      '收入以核对为准，个人负担的医疗费用尚未与收入比较',
      'income is left to the verification, and the medical expense was not compared with it',
      { zh: '核实收入和医疗费用由谁支付', en: 'what is the income, and who paid the medical bills?' },
    );
  }
  if (settled.some(({ fact }) => (fact.peerPercentile ?? 0) >= look.peerPercentile)) {
    review(
      `有结算高于同类病例第 ${look.peerPercentile} 百分位`,
      `a settlement lies at or above percentile ${look.peerPercentile} of like cases`,
    );
  }
  for (const own of Map.groupBy(settled, ({ member }) => member.personId).values()) {
    const admissions = own.filter(({ fact }) => fact.setting === 'INPATIENT').length;
    const visits = own.filter(({ fact }) => fact.setting === 'OUTPATIENT').length;
    if (admissions < look.admissions && visits < look.visits) continue;
    review('有成员就医次数偏多', 'a member was treated unusually often');
  }
  if (settled.some(({ fact }) => !fact.designated && fact.selfPaidFen > 0)) {
    review('有费用发生在非定点医药机构', 'expense at an institution that is not designated', {
      zh: '查看非定点机构的票据和处方',
      en: 'look at receipts of the institution that is not designated',
    });
  }
  const answered = reading.answered.has('MEDICAL_SETTLEMENT') && reading.missing.length === 0;
  if (answered && declaredFen * 100 > borneFen * (100 + rules.incomeTolerancePercent.value)) {
    review('申报的医疗支出高于医保查得的个人负担', 'declared medical expense is above what 医保 knows to be borne', {
      zh: '逐张核对申报的医疗票据',
      en: 'go through the declared medical receipts',
    });
  }
  const band = printBand(borne);
  said.notes.push({ zh: `个人负担在 ${band.zh}档`, en: `borne: ${band.en}` });
  return { figure: borne, line: null, lineSource: null, restsOnStandard: false, ...said };
}

const REVIEW: Words = { zh: '请医保经办机构或医师复核', en: 'ask 医保 or a doctor to look at it' };
