import type { Assessment } from '../assessment/assess.ts';
import { POSITION_WORDS } from '../assessment/standard.ts';
import { formatYuan } from '../identity/fen.ts';
import type { Result, Words } from '../indicators/outcome.ts';
import { DECLARED_ONLY } from './compare-declared.ts';
import type { ComparisonRow, IndicatorRow, MemberRow, Overall, ReportDocument } from './document.ts';

/** What every page ends with. Source: 社会救助暂行办法 Art 58 (为审核认定提供依据); 个人信息保护法 Art 24. */
export const STATEMENTS: readonly Words[] = [
  {
    zh: '本报告依据授权和共享数据生成，仅供社会救助审核参考，由工作人员审核决定，不单独作为准予或不予救助的依据，不作他用。',
    en: 'Made from shared data under the letters named; it informs a human decision only and decides nothing by itself.',
  },
  {
    zh: '“未反馈”“未接入”“未授权”均不等于“无”；申请人对结果有异议的，可以提供证明申请复查。',
    en: 'An answer that is missing is not "none"; the applicant may object and give proof.',
  },
];

const QUIET: ReadonlySet<Result> = new Set(['MEETS', 'EXEMPT', 'NOT_APPLICABLE']);

/** The assessment in sentences; a doubt, not a statement, where the standard is not confirmed. */
export function concludeAssessment(assessment: Assessment, packNotice: string | null): readonly Words[] {
  const { standard, gap } = assessment;
  const doubt: Words =
    packNotice === null ? { zh: '', en: '' } : { zh: `预警，${packNotice}：`, en: 'warning, standard not confirmed: ' };
  const position = POSITION_WORDS[standard.position];
  const ratio = gap.ratioPermille === null ? '—' : `${(gap.ratioPermille / 10).toFixed(1)}%`;
  const { percent, verified } = gap.ratioLine;
  return [
    {
      zh: `${doubt.zh}按申报计算，人均月收入 ${formatYuan(standard.perCapitaMonthlyFen)} 元，${position.zh}（${DECLARED_ONLY.zh}）`,
      en: `${doubt.en}as declared, ${formatYuan(standard.perCapitaMonthlyFen)} yuan: ${position.en} (${DECLARED_ONLY.en})`,
    },
    {
      zh: `${doubt.zh}人均月收支差额 ${formatYuan(gap.gapFen)} 元，困难程度：${gap.degreeWord}${unverified(gap.degreeVerified).zh}`,
      en: `${doubt.en}gap ${formatYuan(gap.gapFen)} yuan a head and month, degree ${gap.degree}${unverified(gap.degreeVerified).en}`,
    },
    {
      zh: `认定的刚性支出占收入 ${ratio}，${gap.aboveRatio ? '超过' : '未超过'} ${percent}%${unverified(verified).zh}`,
      en: `recognised rigid expenditure is ${ratio} of income, ${gap.aboveRatio ? 'above' : 'not above'} ${percent} %${unverified(verified).en}`,
    },
  ];
}

function unverified(verified: boolean): Words {
  return verified ? { zh: '', en: '' } : { zh: '（依据未核实）', en: ' (rule not verified)' };
}

/** Everything that a person must look at, said once. */
export function doubtsOf(found: {
  readonly members: readonly MemberRow[];
  readonly comparison: readonly ComparisonRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly packNotice: string | null;
}): readonly Words[] {
  const doubts: Words[] = [];
  if (found.packNotice !== null) {
    doubts.push({ zh: found.packNotice, en: 'the standard for this base date is not confirmed' });
  }
  for (const { id, names, result, resultWords, reasons } of found.indicators) {
    if (QUIET.has(result)) continue;
    for (const reason of reasons) {
      if (reason.zh === found.packNotice) continue;
      doubts.push({
        zh: `${id} ${names.zh}（${resultWords.zh}）：${reason.zh}`,
        en: `${id} ${names.en} (${resultWords.en}): ${reason.en}`,
      });
    }
  }
  for (const { item, status, words } of found.comparison) {
    if (status !== 'DIFFERS') continue;
    doubts.push({
      zh: `申报与核对不一致：${item.zh}${words.zh}`,
      en: `declared and found differ: ${item.en}, ${words.en}`,
    });
  }
  for (const { name, why, needsConfirmation } of found.members) {
    if (!needsConfirmation) continue;
    doubts.push({
      zh: `${name}是否计入家庭须人工确认：${why.zh}`,
      en: `whether ${name} counts must be confirmed: ${why.en}`,
    });
  }
  return doubts;
}

/** What to look at at the door. */
export function visitPointsOf(members: readonly MemberRow[], indicators: readonly IndicatorRow[]): readonly Words[] {
  const unsure = members.filter(({ needsConfirmation }) => needsConfirmation);
  const points = [
    ...indicators.flatMap(({ visitHints }) => visitHints),
    ...unsure.map(({ name }) => ({ zh: `核实${name}是否长期共同居住`, en: `does ${name} live with the family?` })),
  ];
  return [...new Map(points.map((point) => [point.zh, point])).values()];
}

/** Missing data come first: a household about which we know too little is neither clean nor doubtful. */
export function overallOf(
  completeness: ReportDocument['completeness'],
  indicators: readonly IndicatorRow[],
  doubts: readonly Words[],
): Overall {
  const open = indicators.some(({ result }) => result === 'PENDING' || result === 'NOT_AUTHORISED');
  if (completeness === 'INCOMPLETE' || open) return 'DATA_INCOMPLETE';
  return doubts.length > 0 ? 'DOUBTS' : 'NO_DOUBT';
}
