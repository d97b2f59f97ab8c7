import type { DeclaredContent, DeclaredItem } from '../application/declared-item.ts';
import { formatYuan, sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import { isByCheck } from '../indicators/by-check.ts';
import type { Words } from '../indicators/outcome.ts';
import { exclusionOn } from '../policy/exclusion.ts';
import type { Exclusion } from '../policy/exclusion.ts';
import { basisOf, holderOf, inOrder, isCounted, sumExpression } from './arithmetic.ts';
import type { ArithmeticLine, AssessmentInput } from './arithmetic.ts';

/** A year's income 家庭年收入, integer fen. Every declared fen is in exactly one of the first three. */
export type Income = {
  readonly countedFen: Fen;
  /** Left out by a rule of the pack. */
  readonly excludedFen: Fen;
  /** Income of people who do not count in the household. */
  readonly outsideFen: Fen;
  /** Necessary cost of a job, as far as it was deducted. */
  readonly jobCostFen: Fen;
  /** `countedFen − jobCostFen`, and what was found of what was left to the check: the authoritative figure; everything monthly is derived from it, once. */
  readonly annualFen: Fen;
  readonly lines: readonly ArithmeticLine[];
};

type IncomeContent = Extract<DeclaredContent, { kind: 'INCOME' }>;
type Entry = { readonly personId: string | null; readonly content: IncomeContent };

/** The four kinds in the order of the law. Source: 2021 办法 Art 13. */
export const INCOME_KINDS: readonly (readonly [IncomeContent['incomeKind'], Words])[] = [
  ['WAGE', { zh: '工资性收入', en: 'wage' }],
  ['OPERATING', { zh: '经营净收入', en: 'net operating income' }],
  ['PROPERTY', { zh: '财产净收入', en: 'net income from property' }],
  ['TRANSFER', { zh: '转移净收入', en: 'net transfers' }],
];

const JOB_COST: Words = { zh: '减：必要的就业成本', en: 'less necessary cost of the job' };

/**
 * Counts a year's income of the four kinds. Source: 最低生活保障审核确认办法 (2021), Art 13: what is counted, what
 * the pack leaves out on the base date, and the necessary cost of a job, taken from wages only.
 */
export function countIncome(input: AssessmentInput): Income {
  const declared = inOrder(input.declared).flatMap((item) => (isIncome(item) ? [item] : []));
  const inside = declared.filter((item) => isCounted(input, item));
  const outsideFen = total(declared.filter((item) => !isCounted(input, item)));
  const excluded = inside.flatMap((item) => {
    const rule = exclusionOf(input, item.content);
    return rule === undefined ? [] : [{ item, rule }];
  });
  const counted = inside.filter((item) => exclusionOf(input, item.content) === undefined);
  const countedFen = total(counted);
  const jobCostFen = deductibleJobCost(input, counted);
  const lines: ArithmeticLine[] = [];
  for (const [kind, label] of INCOME_KINDS) {
    const ofKind = counted.filter(({ content }) => content.incomeKind === kind);
    if (ofKind.length === 0) continue;
    const whose = [...new Set(ofKind.map(({ personId }) => holderOf(input, personId).zh))].join('、');
    lines.push({
      label: { zh: `${label.zh}（${whose}）`, en: `${label.en} (${whose})` },
      expression: ofKind.length === 1 ? '' : sumExpression(ofKind.map(({ content }) => content.yearlyFen)),
      amountFen: total(ofKind),
      declaredOnly: true,
      basis: null,
    });
  }
  for (const { item, rule } of excluded) {
    lines.push({
      label: { zh: `不计入收入：${rule.value.zh}`, en: `left out: ${rule.value.kind}` },
      expression: '',
      amountFen: item.content.yearlyFen,
      declaredOnly: true,
      basis: basisOf(rule),
    });
  }
  if (outsideFen > 0) lines.push(plain({ zh: '不计入家庭的人员的收入', en: 'of people who do not count' }, outsideFen));
  if (input.declared.some(({ content }) => content.kind === 'JOB_COST')) {
    lines.push({ ...plain(JOB_COST, -jobCostFen), basis: basisOf(input.pack.rules.jobCostDeduction) });
  }
  const annualFen = countedFen - jobCostFen;
  const cost = jobCostFen === 0 ? '' : ` − ${formatYuan(jobCostFen)}`;
  lines.push({
    label: { zh: '家庭年收入', en: 'income of the household, a year' },
    expression: `${formatYuan(countedFen)}${cost}`,
    amountFen: annualFen,
    declaredOnly: true,
    basis: null,
  });
  return { countedFen, excludedFen: total(excluded.map(({ item }) => item)), outsideFen, jobCostFen, annualFen, lines };
}

/** Whether the household that counts declared any income, be it zero, or left it to the check. */
export function hasDeclaredIncome(input: AssessmentInput): boolean {
  const kinds = INCOME_KINDS.map(([kind]) => kind);
  return input.declared.some((item) => isIncome(item) && isCounted(input, item)) || isByCheck(input, ...kinds);
}

function isIncome(item: DeclaredItem): item is Entry {
  return item.content.kind === 'INCOME';
}

function exclusionOf(input: AssessmentInput, content: IncomeContent): Exclusion | undefined {
  return exclusionOn(input.pack, input.baseDate, content.item);
}

/** No more than the wage it was spent for; a cost declared for the family is taken from what wage remains. */
function deductibleJobCost(input: AssessmentInput, counted: readonly Entry[]): Fen {
  const { allowed, maxFenPerWorkerMonth } = input.pack.rules.jobCostDeduction.value;
  if (!allowed) return 0;
  const wages = counted.filter(({ content }) => content.incomeKind === 'WAGE');
  const cap = maxFenPerWorkerMonth === null ? Number.MAX_SAFE_INTEGER : maxFenPerWorkerMonth * 12;
  const costs = input.declared.flatMap((item) =>
    item.content.kind === 'JOB_COST' ? [{ personId: item.personId, yearlyFen: item.content.yearlyFen }] : [],
  );
  const own = input.counted.map(({ personId }) => {
    const wage = total(wages.filter((one) => one.personId === personId));
    const cost = sumFen(costs.filter((one) => one.personId === personId).map((one) => one.yearlyFen));
    return Math.min(wage, cost, cap);
  });
  const workers = new Set(wages.map(({ personId }) => personId)).size;
  const left = total(wages) - sumFen(own);
  const capLeft = maxFenPerWorkerMonth === null ? left : Math.max(0, cap * workers - sumFen(own));
  const family = sumFen(costs.filter((one) => one.personId === null).map((one) => one.yearlyFen));
  return sumFen([...own, Math.min(left, capLeft, family)]);
}

function total(entries: readonly Entry[]): Fen {
  return sumFen(entries.map(({ content }) => content.yearlyFen));
}

function plain(label: Words, amountFen: Fen): ArithmeticLine {
  return { label, expression: '', amountFen: amountFen === 0 ? 0 : amountFen, declaredOnly: true, basis: null };
}
