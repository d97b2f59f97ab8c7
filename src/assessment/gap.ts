import type { DeclaredContent } from '../application/declared-item.ts';
import { divideRound, formatYuan, sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { Words } from '../indicators/outcome.ts';
import type { Degree } from '../policy/pack.ts';
import { basisOf, inOrder, isCounted } from './arithmetic.ts';
import type { ArithmeticLine, AssessmentInput } from './arithmetic.ts';

/** Income minus rigid expenditure 收入与支出差额: how deep a household's poverty is, not a yes or no. */
export type Gap = {
  readonly recognisedRigidFen: Fen;
  readonly unrecognisedRigidFen: Fen;
  /** Per person per month; rounded once, below zero where spending exceeds income. */
  readonly gapFen: Fen;
  readonly degree: Degree;
  readonly degreeWord: string;
  /** Whether the text behind the bands was seen; a band of our own making is no law. */
  readonly degreeVerified: boolean;
  /**
   * Rigid expenditure in tenths of a per cent of income, rounded; `null` without income. It covers the items that
   * the pack names for it: the ratio may include basic living, which the gap, compared with the standard of living,
   * may not.
   */
  readonly ratioPermille: number | null;
  readonly ratioLine: { readonly percent: number; readonly verified: boolean };
  /** Whether the ratio lies strictly above that line (刚性支出困难). */
  readonly aboveRatio: boolean;
  /** False where the standard is not confirmed for the base date: the degree is a doubt, not a statement. */
  readonly confirmed: boolean;
  readonly lines: readonly ArithmeticLine[];
};

type Rigid = Extract<DeclaredContent, { kind: 'RIGID_EXPENDITURE' }>;

const ITEMS: Readonly<Record<Rigid['item'], Words>> = {
  MEDICAL: { zh: '医疗', en: 'medical' },
  EDUCATION: { zh: '教育', en: 'education' },
  DISABILITY_REHABILITATION: { zh: '残疾康复', en: 'disability rehabilitation' },
  LIVING: { zh: '生活', en: 'living' },
  OTHER: { zh: '其他', en: 'other' },
};

/**
 * Computes the gap `(annual income − recognised rigid expenditure) ÷ members ÷ 12` and its degree by the pack's
 * bands. Compared by the exact annual figures.
 * @param annualFen income of the household in a year, integer fen.
 */
export function computeGap(input: AssessmentInput, annualFen: Fen): Gap {
  const { dibaoStandardFen, degreeBands, rigidItems, rigidRatioItems, rigidRatioPercent } = input.pack.rules;
  const n = input.counted.length;
  const items = inOrder(input.declared).flatMap((item) =>
    item.content.kind === 'RIGID_EXPENDITURE' && isCounted(input, item) ? [item.content] : [],
  );
  const listed = rigidItems?.value ?? RIGID_ITEMS;
  const whyNot = (item: Rigid): Words | null => whyNotRecognised(item, listed);
  const recognised = items.filter((item) => whyNot(item) === null);
  const recognisedRigidFen = sum(recognised);
  const left = annualFen - recognisedRigidFen;
  const gapFen = divideRound(left, n * 12);
  const year = dibaoStandardFen.value * n * 12;
  const band = degreeBands.value.find(({ belowPercent }) => belowPercent === null || left * 100 < belowPercent * year);
  if (band === undefined) throw new RangeError('the last degree band of a pack is open');
  const inRatio = items.filter((item) => whyNotRecognised(item, rigidRatioItems?.value ?? listed) === null);
  const inRatioFen = sum(inRatio);
  const ratioPermille = annualFen === 0 ? null : divideRound(inRatioFen * 1000, annualFen);
  const lines: ArithmeticLine[] = [
    ...[...recognised, ...items.filter((item) => whyNot(item) !== null)].map((item): ArithmeticLine => {
      const reason = whyNot(item);
      const name = ITEMS[item.item];
      return {
        label: {
          zh: reason === null ? `${name.zh}支出` : `${name.zh}支出，未认定：${reason.zh}`,
          en: reason === null ? `${name.en} expenditure` : `${name.en} expenditure, not recognised: ${reason.en}`,
        },
        expression: '',
        amountFen: item.yearlyFen,
        declaredOnly: true,
        basis: null,
      };
    }),
    line(
      { zh: '认定的刚性支出合计', en: 'recognised rigid expenditure' },
      recognised.map((item) => formatYuan(item.yearlyFen)).join(' + '),
      recognisedRigidFen,
    ),
    {
      ...line(
        { zh: '人均月收支差额', en: 'gap a head and month' },
        `(${formatYuan(annualFen)} − ${formatYuan(recognisedRigidFen)}) ÷ ${n} ÷ 12`,
        gapFen,
      ),
      basis: basisOf(degreeBands),
    },
  ];
  if (rigidRatioItems !== undefined) {
    lines.push({
      ...line(
        { zh: '计入占比的刚性支出合计', en: 'rigid expenditure in the ratio to income' },
        inRatio.map((item) => formatYuan(item.yearlyFen)).join(' + '),
        inRatioFen,
      ),
      basis: basisOf(rigidRatioItems),
    });
  }
  return {
    recognisedRigidFen,
    unrecognisedRigidFen: sum(items) - recognisedRigidFen,
    gapFen,
    degree: band.degree,
    degreeWord: band.zh,
    degreeVerified: degreeBands.verified,
    ratioPermille,
    ratioLine: { percent: rigidRatioPercent.value, verified: rigidRatioPercent.verified },
    aboveRatio: inRatioFen * 100 > rigidRatioPercent.value * annualFen,
    confirmed: input.packNotice === null,
    lines,
  };
}

/** The items that count where a pack does not list them. */
const RIGID_ITEMS: readonly Rigid['item'][] = ['MEDICAL', 'EDUCATION', 'DISABILITY_REHABILITATION'];

/**
 * Why an item is not recognised; `null` where it is. Source: 刚性支出困难家庭认定办法 (2025), Art 5: medical items
 * only of designated institutions, with a valid receipt.
 */
function whyNotRecognised(item: Rigid, listed: readonly Rigid['item'][]): Words | null {
  if (!listed.includes(item.item)) return item.item === 'LIVING' ? IN_THE_STANDARD : NO_LOCAL_RULE;
  if (item.item !== 'MEDICAL') return null;
  if (!item.designated) return { zh: '非定点医药机构', en: 'not a designated institution' };
  return item.receipt ? null : { zh: '无有效票据', en: 'no receipt' };
}

// The gap is compared with the standard of living, which already covers basic living: deducting it here would count
// it twice.
const IN_THE_STANDARD: Words = { zh: '基本生活已体现在低保标准中', en: 'the standard already stands for basic living' };
const NO_LOCAL_RULE: Words = { zh: '当地未规定的项目', en: 'no local rule names it' };

function sum(items: readonly Rigid[]): Fen {
  return sumFen(items.map((item) => item.yearlyFen));
}

function line(label: Words, expression: string, amountFen: Fen): ArithmeticLine {
  return { label, expression, amountFen, declaredOnly: true, basis: null };
}
