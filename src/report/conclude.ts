import type { Assessment } from '../assessment/assess.ts';
import { POSITION_WORDS } from '../assessment/standard.ts';
import { formatYuan } from '../identity/fen.ts';
import type { Result, Words } from '../indicators/outcome.ts';
import type { PolicyRules } from '../policy/pack.ts';
import { DECLARED_ONLY } from './compare-declared.ts';
import type { SourceNames } from './input.ts';
import type { ComparisonRow, IndicatorRow, MemberRow, Overall, ReportDocument } from './document.ts';

/**
 * The closing statements of every page. Source: 社会救助暂行办法 Art 58 (为审核认定提供依据); 个人信息保护法 Art 24; 最低生活保障审核审批办法（试行） (2012)
 * Art 20 for the objection; its term comes from the pack.
 */
export function statementsOf({ objectionWorkingDays }: PolicyRules): readonly Words[] {
  const { value, verified } = objectionWorkingDays;
  const mark: Words = verified ? { zh: '', en: '' } : { zh: '（期限未核实）', en: ' (term not verified)' };
  return [
    {
      zh: '本报告依据授权和共享数据生成，仅供社会救助审核参考，由工作人员审核决定，不单独作为准予或不予救助的依据，不作他用。',
      en: 'Made from shared data under the letters named; it informs a human decision only and decides nothing by itself.',
    },
    {
      zh: `“未反馈”“未能发出查询”“未接入”“未授权”均不等于“无”；申请人对结果有异议的，可以在 ${value} 个工作日内${mark.zh}提供证明申请复查。`,
      en: `An answer that is missing is not "none"; the applicant may object and give proof within ${value} working days${mark.en}.`,
    },
  ];
}

/**
 * Departments outside the result for every family alike: the law names them, but no adapter can read their answers.
 * The page names them, and they are a doubt about nobody. A source of the registry that an installation has not
 * connected is a doubt, because it could have been asked.
 */
export function outsideScope(sources: readonly SourceNames[]): readonly Words[] {
  const outside = sources.filter(({ facts }) => facts?.length === 0);
  if (outside.length === 0) return [];
  const zh = outside.map(({ department, subject }) => `${subject.zh}（${department.zh}）`).join('；');
  const en = outside.map(({ department, subject }) => `${subject.en} (${department.en})`).join('; ');
  return [
    {
      zh: `本报告的结果不包括以下内容，尚无可查询的来源：${zh}。须了解的，当面核实。`,
      en: `Outside the results of this report, as no source can be asked: ${en}. Ask in person where it matters.`,
    },
  ];
}

const QUIET: ReadonlySet<Result> = new Set(['MEETS', 'EXEMPT', 'NOT_APPLICABLE']);

const NOBODY_TO_ASSESS: Words = {
  zh: '没有计入家庭的成员，不计算收入和收支差额',
  en: 'nobody counts in the household: nothing is computed',
};
const AWAITS_CHECK: Words = {
  zh: '有收入以核对为准，所需反馈尚未到齐或只有推算数，暂不计算人均月收入、收支差额和与标准的差额',
  en: 'income is left to the check, and answers are missing or hold estimates only: neither income, nor the gap, nor a top-up is computed yet',
};
const INCOME_NOT_DECLARED: Words = {
  zh: '未申报收入，不计算人均月收入、收支差额和与标准的差额',
  en: 'no income was declared: neither income, nor the gap, nor a top-up is computed',
};

/** The assessment in sentences; a doubt, not a statement, where the standard is not confirmed. */
export function concludeAssessment(
  assessment: Assessment | null,
  basis: { readonly counted: number; readonly packNotice: string | null; readonly awaitsCheck: boolean },
): readonly Words[] {
  if (assessment === null) {
    if (basis.counted === 0) return [NOBODY_TO_ASSESS];
    return [basis.awaitsCheck ? AWAITS_CHECK : INCOME_NOT_DECLARED];
  }
  const { packNotice } = basis;
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
    ...byTheHigher(assessment, doubt),
    ...rigidSentence(assessment),
  ];
}

/**
 * The figures for the case that the findings beyond the form are true; both results are shown, and a person decides.
 */
function byTheHigher({ standard, gap, higher }: Assessment, doubt: Words): readonly Words[] {
  if (higher === null) return [];
  const position = POSITION_WORDS[higher.standard.position];
  const moved = higher.standard.position !== standard.position || higher.gap.degree !== gap.degree;
  const each = formatYuan(higher.standard.perCapitaMonthlyFen);
  return [
    {
      zh: `${doubt.zh}按申报与查得较高者计算，人均月收入 ${each} 元，${position.zh}；收支差额 ${formatYuan(higher.gap.gapFen)} 元，困难程度：${higher.gap.degreeWord}${unverified(higher.gap.degreeVerified).zh}${moved ? '；与按申报计算的结论不同，须核实' : ''}`,
      en: `${doubt.en}by the larger of declared and found, ${each} yuan: ${position.en}; gap ${formatYuan(higher.gap.gapFen)} yuan, degree ${higher.gap.degree}${moved ? '; this differs from the form and must be looked at' : ''}`,
    },
  ];
}

/** Said only where a household may be one of rigid expenditure. */
function rigidSentence({ rigid }: Assessment): readonly Words[] {
  if (rigid.state === 'NO') return [];
  const open = rigid.conditions.filter(({ holds }) => holds === null);
  return [
    {
      zh: `可能属于刚性支出困难家庭（依据未核实）${open.length === 0 ? '' : `，尚待确定：${open.map(({ words }) => words.zh).join('、')}`}；财产条件另行审核`,
      en: `may be a household of rigid expenditure (rule not verified)${open.length === 0 ? '' : `, open: ${open.map(({ words }) => words.en).join(', ')}`}; property is judged apart`,
    },
  ];
}

function unverified(verified: boolean): Words {
  return verified ? { zh: '', en: '' } : { zh: '（依据未核实）', en: ' (rule not verified)' };
}

/**
 * The basis of all conclusions: the members of the report, and whether anything was asked. A report without answers
 * must not look like one without findings.
 */
export type Footing = {
  /** Number of members who count. */
  readonly counted: number;
  /** Number of questions about members who count. */
  readonly questions: number;
  /** Whether questions may still be written. */
  readonly preliminary: boolean;
  readonly incomeDeclared: boolean;
  /** Whether income was left to the check that cannot be computed. */
  readonly incomeAwaited: boolean;
};

function footingDoubts({ counted, questions, preliminary, incomeDeclared, incomeAwaited }: Footing): readonly Words[] {
  if (counted === 0) {
    return [{ zh: '没有计入家庭的成员，未作任何查询', en: 'nobody counts in the household, and nothing was asked' }];
  }
  const unasked: readonly Words[] =
    questions > 0
      ? []
      : [
          preliminary
            ? { zh: '尚未作任何查询', en: 'nothing has been asked yet' }
            : { zh: '未作任何查询', en: 'nothing was asked' },
        ];
  const income: Words = {
    zh: '未申报收入（确无收入的，须申报为 0）',
    en: 'no income was declared; none at all is declared as 0',
  };
  if (!incomeDeclared) return [...unasked, income];
  // Nobody is without doubt whose income is not known, though it is nobody's fault.
  return incomeAwaited ? [...unasked, AWAITS_CHECK] : unasked;
}

function footingPoints({ counted, questions, preliminary, incomeDeclared, incomeAwaited }: Footing): readonly Words[] {
  if (counted === 0) {
    return [
      {
        zh: '核实申请人及家庭成员不计入的情形是否属实，另有何人共同生活，并重新登记家庭成员',
        en: 'is it true that nobody counts, who else lives there? Enter the household again',
      },
    ];
  }
  return [
    ...(questions > 0 || preliminary
      ? []
      : [
          {
            zh: '未作任何查询，房产、车辆、金融资产均须当面了解',
            en: 'nothing was asked: ask about every asset in person',
          },
        ]),
    ...(incomeAwaited
      ? [{ zh: '向申请人了解以核对为准的收入实际有多少', en: 'how much is the income that was left to the check?' }]
      : []),
    ...(incomeDeclared
      ? []
      : [
          {
            zh: '请申请人申报各项收入，确无收入的申报为 0',
            en: 'let the applicant declare income, 0 where there is none',
          },
        ]),
  ];
}

/** Everything that a person must look at, said once. */
export function doubtsOf(found: {
  readonly footing: Footing;
  readonly members: readonly MemberRow[];
  readonly comparison: readonly ComparisonRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly packNotice: string | null;
}): readonly Words[] {
  const doubts: Words[] = [...footingDoubts(found.footing)];
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

/** Points to look at during a home visit. */
export function visitPointsOf(
  footing: Footing,
  members: readonly MemberRow[],
  indicators: readonly IndicatorRow[],
): readonly Words[] {
  const unsure = members.filter(({ needsConfirmation }) => needsConfirmation);
  const points = [
    ...footingPoints(footing),
    ...indicators.flatMap(({ visitHints }) => visitHints),
    ...unsure.map(({ name }) => ({ zh: `核实${name}是否长期共同居住`, en: `does ${name} live with the family?` })),
  ];
  return [...new Map(points.map((point) => [point.zh, point])).values()];
}

/** Missing data come first: a household about which we know too little is neither clean nor doubtful. */
export function overallOf(
  { counted, questions }: Footing,
  completeness: ReportDocument['completeness'],
  indicators: readonly IndicatorRow[],
  doubts: readonly Words[],
): Overall {
  const open = indicators.some(({ result }) => result === 'PENDING' || result === 'NOT_AUTHORISED');
  if (counted === 0 || questions === 0 || completeness === 'INCOMPLETE' || open) return 'DATA_INCOMPLETE';
  return doubts.length > 0 ? 'DOUBTS' : 'NO_DOUBT';
}
