import { formatYuan } from '../identity/fen.ts';
import type { PolicyRules } from './pack.ts';

type Words = { readonly zh: string; readonly en: string };
/** Rules that are one value with its source. */
export type SingleRule = Exclude<keyof PolicyRules, 'incomeExclusions' | 'exemptions' | 'deadlines'>;
type Value<Rule extends SingleRule> = NonNullable<PolicyRules[Rule]>['value'];
type RuleWords<Rule extends SingleRule> = Words & { readonly told: (value: Value<Rule>) => Words };

const same = (text: string): Words => ({ zh: text, en: text });
const yuan = (per: Words) => (fen: number | null) =>
  fen === null
    ? { zh: '未登记', en: 'not entered' }
    : { zh: `${formatYuan(fen)} 元${per.zh}`, en: `${formatYuan(fen)} yuan${per.en}` };
const percent = (value: number): Words => same(`${value}%`);
const months = (value: number): Words => ({ zh: `${value} 个月`, en: `${value} months` });
const count = (zh: string, en: string) => (value: number) => ({ zh: `${value} ${zh}`, en: `${value} ${en}` });
const workingDays = count('个工作日', 'working days');
const RIGID_WORDS = {
  MEDICAL: '医疗',
  EDUCATION: '教育',
  DISABILITY_REHABILITATION: '残疾康复',
  LIVING: '生活',
  OTHER: '其他',
} as const;
const rigidItems = (items: readonly (keyof typeof RIGID_WORDS)[]): Words => ({
  zh: items.map((item) => RIGID_WORDS[item]).join('、'),
  en: items.join(', '),
});
/** A switch in words. */
export const yesNo = (value: boolean): Words => (value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' });

/** `tax (TAXED_INCOME_MONTH), …` */
const told = (sources: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(sources)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, facts]) => `${source} (${facts.join(', ')})`)
    .join(', ');

/** The name of each rule, and its value in words and figures. */
export const RULE_WORDS: { readonly [Rule in SingleRule]: RuleWords<Rule> } = {
  dibaoStandardFen: {
    zh: '最低生活保障标准',
    en: 'dibao standard',
    told: yuan({ zh: '/人·月', en: ' a head and month' }),
  },
  edgeMultiple: {
    zh: '低保边缘倍数',
    en: 'edge multiple',
    told: (value) => ({ zh: `${value} 倍`, en: `${value} times` }),
  },
  financialMonths: {
    zh: '人均金融资产上限（低保标准的月数）',
    en: 'financial assets a head, months of the standard',
    told: months,
  },
  rigidRatioPercent: { zh: '刚性支出占收入比例', en: 'rigid expenditure, share of income', told: percent },
  rigidItems: { zh: '认定的刚性支出项目', en: 'items of rigid expenditure recognised', told: rigidItems },
  rigidRatioItems: { zh: '计入占比的刚性支出项目', en: 'items of rigid expenditure in the ratio', told: rigidItems },
  degreeBands: {
    zh: '收支差额分档',
    en: 'bands of the gap',
    told: (bands) => ({
      zh: bands
        .map(({ zh, belowPercent }) => (belowPercent === null ? `${zh} 其余` : `${zh} <${belowPercent}%`))
        .join('，'),
      en: bands
        .map(({ degree, belowPercent }) =>
          belowPercent === null ? `${degree} the rest` : `${degree} <${belowPercent}%`,
        )
        .join(', '),
    }),
  },
  jobCostDeduction: {
    zh: '就业成本扣减',
    en: 'deduction of job costs',
    told: ({ allowed, maxFenPerWorkerMonth }) => {
      if (!allowed) return { zh: '不扣减', en: 'none' };
      if (maxFenPerWorkerMonth === null) return { zh: '按申报，无上限', en: 'as declared, without a cap' };
      return yuan({ zh: '/人·月为上限', en: ' a worker and month at most' })(maxFenPerWorkerMonth);
    },
  },
  oldAgeAllowanceExcluded: { zh: '高龄津贴不计入收入', en: 'old-age allowance left out of income', told: yesNo },
  homesAllowed: { zh: '住房上限', en: 'homes allowed', told: count('套', 'homes') },
  vehiclesAllowed: { zh: '车辆上限', en: 'vehicles allowed', told: count('辆', 'vehicles') },
  nearLinePercent: { zh: '距标准线多近须人工判断', en: 'nearness to a line that needs a person', told: percent },
  enterprisesAllowed: {
    zh: '有营收市场主体上限',
    en: 'enterprises with revenue allowed',
    told: count('户', 'enterprises'),
  },
  incomeTolerancePercent: {
    zh: '查得收入高于申报的容差',
    en: 'tolerance of found above declared income',
    told: percent,
  },
  sameBenefitAllowed: { zh: '同类救助份数上限', en: 'same benefit allowed', told: count('份', 'times') },
  housingFundIsAsset: { zh: '公积金余额计入金融资产', en: 'housing fund counts as an asset', told: yesNo },
  spendingLookMonths: {
    zh: '单项支出辅助评估（低保标准的月数）',
    en: 'single outlay looked at, months of the standard',
    told: months,
  },
  exitsLookedAt: { zh: '年出境次数辅助评估', en: 'journeys abroad looked at', told: count('次', 'a year') },
  medicalLook: {
    zh: '过度医疗提示线',
    en: 'where a doctor looks',
    told: ({ selfPaidIncomePercent, peerPercentile, admissions, visits }) => ({
      zh: `个人负担占收入 ${selfPaidIncomePercent}%，同类病例第 ${peerPercentile} 百分位，住院 ${admissions} 次，门诊 ${visits} 次`,
      en: `self-paid ${selfPaidIncomePercent}% of income, percentile ${peerPercentile}, ${admissions} admissions, ${visits} visits`,
    }),
  },
  medicalBandsFen: {
    zh: '医疗费用金额档（元）',
    en: 'bands of medical amounts (yuan)',
    told: (bounds) => same(bounds.map(formatYuan).join(' / ')),
  },
  disposableIncomeYearlyFen: {
    zh: '上年度居民人均可支配收入',
    en: "last year's disposable income a head",
    told: yuan({ zh: '/年', en: ' a year' }),
  },
  outflowMonths: { zh: '大额资金流出回看', en: 'outflows looked back', told: months },
  purchaseLookbackMonths: { zh: '购房回看', en: 'purchases of homes looked back', told: months },
  reportDeadlineWorkingDays: { zh: '出具核对报告期限', en: 'term of the report', told: workingDays },
  sourceDeadlineWorkingDays: {
    zh: '数据源反馈期限（工作日）',
    en: 'terms of sources (working days)',
    told: (terms) =>
      same(
        Object.entries(terms)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([source, term]) => `${source} ${term}`)
          .join(', '),
      ),
  },
  registrarMayReview: { zh: '登记人可以复核', en: 'whoever registered may review', told: yesNo },
  obligorSources: {
    zh: '义务人查询范围',
    en: 'what support obligors are asked',
    told: (needed) =>
      same(
        Object.entries(needed)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([category, sources]) => `${category}: ${told(sources)}`)
          .join('; '),
      ),
  },
  banksWaitForAllSignatures: { zh: '全体成员授权后才查询银行', en: 'banks wait for all signatures', told: yesNo },
  reportValidityMonths: { zh: '核对报告有效期', en: 'validity of a report', told: months },
  objectionWorkingDays: { zh: '提出异议期限', en: 'term to object', told: workingDays },
};

export const EXEMPTION_WORDS: { readonly [Rule in keyof PolicyRules['exemptions']]-?: Words } = {
  disabilityVehicle: { zh: '残疾人代步机动车不计', en: "disabled people's vehicles left out" },
  soleNonResidential: { zh: '唯一居所的非住宅不计', en: 'non-residential sole home left out' },
  homestead: { zh: '宅基地房屋不计', en: 'village homesteads left out' },
  fuelMotorcycles: { zh: '燃油摩托车不计', en: 'fuel motorcycles left out' },
};

/** Units of terms in words. */
export const UNIT_WORDS = {
  WORKING_DAYS: { zh: '个工作日', en: 'working days' },
  CALENDAR_DAYS: { zh: '天', en: 'calendar days' },
  MONTHS: { zh: '个月', en: 'months' },
} as const;

/** The names of the rules that are lists. */
export const LIST_WORDS: Readonly<Record<string, Words>> = {
  incomeExclusions: { zh: '不计入收入的项目', en: 'what is left out of income' },
  exemptions: { zh: '不计为财产的项目', en: 'what is no asset' },
  deadlines: { zh: '办理期限', en: 'terms of procedure' },
};

/** The names of a pack's frame fields. */
export const FRAME_WORDS: Readonly<Record<string, Words>> = {
  id: { zh: '编号，小写字母、数字和连字符，永不重复使用', en: 'id, never used again' },
  inherits: {
    zh: '沿用的政策包或基础层；本文件只写不同之处',
    en: 'the pack or layer whose rules stand where this states none',
  },
  follows: { zh: '接续的政策包，其在本包生效前一日止', en: 'the open pack that ends on the day before this begins' },
  supersedes: { zh: '取代的政策包，起止日期相同', en: 'the pack of the same days in whose place this is used' },
  layer: { zh: '基础层：只供下级沿用，不直接用于核对', en: 'a layer that packs inherit; no case is judged by it' },
  title: { zh: '名称', en: 'title' },
  region: {
    zh: '行政区划代码（GB/T 2260，六位）；全国为 100000',
    en: 'division, six digits of GB/T 2260; 100000 is the nation',
  },
  exceptRegions: { zh: '下级中另有规定、不适用本包的区划', en: 'divisions below that have rules of their own' },
  residence: { zh: '城镇 URBAN、农村 RURAL、不分 ANY', en: 'for urban or rural residents, or any' },
  effectiveFrom: { zh: '生效日，如 2026-07-01', en: 'first day' },
  effectiveTo: { zh: '失效日；未定为 null', en: 'last day; null while it is open' },
  confirmedUntil: {
    zh: '确认没有新标准的最后一日；其后的结果标“标准待确认”',
    en: 'last day for which no newer standard is known',
  },
  knownSince: { zh: '本单位获知之日', en: 'day from which the office could know it' },
  chosenBy: { zh: '按案件的哪个日期适用：基准日、受理日、决定日', en: 'which day of a case chooses it' },
  rules: {
    zh: '规则；每项有数值、文件、条款、是否已核实',
    en: 'the rules, each with value, document, article and whether it is verified',
  },
};
