import { formatYuan, sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { FactType } from '../evidence/facts.ts';
import type { IncomeKind } from '../application/declared-item.ts';
import { heldAgainstForm } from '../indicators/by-check.ts';
import { declaredIncome, declaredSum, shortfall } from '../indicators/declared-income.ts';
import type { FoundIncome } from '../indicators/found-income.ts';
import { foundOperating } from '../indicators/found-operating.ts';
import { foundProperty } from '../indicators/found-property.ts';
import { foundTransfers } from '../indicators/found-transfer.ts';
import { foundWages } from '../indicators/found-wage.ts';
import type { Words } from '../indicators/outcome.ts';
import { readFacts } from '../indicators/reading.ts';
import type { Reading } from '../indicators/reading.ts';
import { exclusionOn } from '../policy/exclusion.ts';
import { basisOf } from './arithmetic.ts';
import type { ArithmeticLine, AssessmentInput } from './arithmetic.ts';
import { INCOME_KINDS } from './income.ts';

/** One kind of income, declared beside found; both without what the pack leaves out. */
export type KindBeside = {
  readonly kind: IncomeKind;
  readonly label: Words;
  readonly declaredFen: Fen;
  /** Money that registers know was paid; `null` where none of the sources has answered. */
  readonly foundFen: Fen | null;
  /** By how much what was found goes beyond what was declared, person by person; nothing of what was left to the check. */
  readonly shortFen: Fen;
  /** Whether every source of this kind has answered about everybody who counts. */
  readonly whole: boolean;
};

/** Findings of registers about a year's income, beyond the form. */
export type FoundBeside = {
  readonly kinds: readonly KindBeside[];
  /** Sum of the shortfalls: what the declared income lacks by what was found. */
  readonly shortFen: Fen;
  readonly lines: readonly ArithmeticLine[];
};

const READERS: Readonly<
  Record<
    IncomeKind,
    readonly [
      facts: readonly [FactType, ...FactType[]],
      read: (input: AssessmentInput, reading: Reading) => readonly FoundIncome[],
    ]
  >
> = {
  WAGE: [['TAXED_INCOME_MONTH', 'CONTRIBUTION_MONTH', 'HOUSING_FUND_ACCOUNT'], foundWages],
  OPERATING: [['TAXED_INCOME_MONTH', 'SOLE_TRADER_TURNOVER'], foundOperating],
  PROPERTY: [['TAXED_INCOME_MONTH', 'CONTRACTED_LAND', 'COLLECTIVE_DIVIDEND'], foundProperty],
  TRANSFER: [['PENSION', 'UNEMPLOYMENT_BENEFIT', 'SUBSIDY_PAYMENT', 'VETERAN_BENEFIT'], foundTransfers],
};

/**
 * Holds a year's income as registers know it beside the form, kind by kind. Estimates (a contribution base, a turnover)
 * are shown and not added: they are not money that was paid.
 */
export function incomeBeside(input: AssessmentInput): FoundBeside {
  const lines: ArithmeticLine[] = [];
  const kinds = INCOME_KINDS.map(([kind, label]): KindBeside => {
    const { reading, found, counted } = foundOfKind(input, kind);
    const declared = declaredIncome(input, kind);
    lines.push(...found.map((one) => lineOf(input, one)));
    return {
      kind,
      label,
      declaredFen: declaredSum(declared),
      foundFen: reading.answered.size === 0 ? null : sumFen(counted.map(({ yearlyFen }) => yearlyFen)),
      shortFen: shortfall(heldAgainstForm(input, kind, counted), declared),
      whole: reading.missing.length === 0,
    };
  });
  const shortFen = sumFen(kinds.map((one) => one.shortFen));
  if (shortFen > 0) {
    const short = kinds.filter((one) => one.shortFen > 0);
    lines.push({
      label: { zh: '查得高于申报的部分', en: 'found beyond what was declared' },
      expression: short.map((one) => formatYuan(one.shortFen)).join(' + '),
      amountFen: shortFen,
      declaredOnly: false,
      basis: null,
    });
  }
  return { kinds, shortFen, lines };
}

/** The findings of registers on one kind of income: all of them, and those that count as paid. */
export function foundOfKind(
  input: AssessmentInput,
  kind: IncomeKind,
): { readonly reading: Reading; readonly found: readonly FoundIncome[]; readonly counted: readonly FoundIncome[] } {
  const [facts, read] = READERS[kind];
  const reading = readFacts(input, facts);
  const found = read(input, reading);
  const counts = (one: FoundIncome): boolean =>
    !one.estimated && one.isOwnAid !== true && ruleOf(input, one) === undefined;
  return { reading, found, counted: found.filter(counts) };
}

function ruleOf(input: AssessmentInput, { exclusion }: FoundIncome) {
  return exclusion === null ? undefined : exclusionOn(input.pack, input.baseDate, exclusion);
}

function lineOf(input: AssessmentInput, one: FoundIncome): ArithmeticLine {
  const rule = ruleOf(input, one);
  const mark: Words =
    rule !== undefined
      ? { zh: '（不计入收入）', en: ' (left out)' }
      : one.isOwnAid === true
        ? { zh: '（本案所核对的救助金，不计入收入）', en: ' (the aid that is checked, left out)' }
        : one.estimated
          ? { zh: '（推算，不相加）', en: ' (an estimate, not added)' }
          : { zh: '', en: '' };
  return {
    label: { zh: `查得：${one.words.zh}${mark.zh}`, en: `found: ${one.words.en}${mark.en}` },
    expression: '',
    amountFen: one.yearlyFen,
    declaredOnly: false,
    basis: rule === undefined ? null : basisOf(rule),
  };
}
