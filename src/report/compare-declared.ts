import type { FactType } from '../evidence/facts.ts';
import { formatYuan, sumFen } from '../identity/fen.ts';
import { assetsBeyondBanks } from '../indicators/assets-beyond-banks.ts';
import { bankBounds, isInYuan } from '../indicators/bank-bounds.ts';
import type { BankBounds } from '../indicators/bank-bounds.ts';
import { BY_CHECK_WORDS, isByCheck } from '../indicators/by-check.ts';
import type { IndicatorInput } from '../indicators/define-indicator.ts';
import type { Words } from '../indicators/outcome.ts';
import { incomeBeside } from '../assessment/found.ts';
import type { KindBeside } from '../assessment/found.ts';
import { declaredOf, factsOf, readFacts } from '../indicators/reading.ts';
import type { ComparisonRow } from './document.ts';

const HOMES = ['HOME_TITLE'] as const;
const VEHICLES = ['VEHICLE'] as const;
const DEPOSITS = ['BANK_HOLDING', 'BANK_LINE'] as const;
const SECURITIES = ['SECURITIES_HOLDING'] as const;
const POLICIES = ['INSURANCE_POLICY'] as const;

/** Said of everything that no source has confirmed. */
export const DECLARED_ONLY: Words = { zh: '申报，未核对', en: 'declared, not checked' };

/**
 * Compares the family's declaration with the findings. A difference is a question to ask, never a verdict. Empty
 * where nobody counts: the declaration of others is not compared, and must not look like an empty declaration.
 */
export function compareDeclared(input: IndicatorInput): readonly ComparisonRow[] {
  if (input.counted.length === 0) return [];
  const homes = readFacts(input, HOMES);
  const vehicles = readFacts(input, VEHICLES);
  const banks = readFacts(input, DEPOSITS);
  const units = factsOf(homes, 'HOME_TITLE').filter(({ fact }) => fact.status === 'CURRENT');
  const registered = factsOf(vehicles, 'VEHICLE').filter(({ fact }) => fact.status !== 'DEREGISTERED');
  const held = factsOf(banks, 'BANK_HOLDING');
  const assets = declaredOf(input, 'FINANCIAL_ASSET');
  const deposits = assets.filter((one) => one.assetKind === 'DEPOSIT');
  const others = assets.filter((one) => one.assetKind === 'CLAIM' || one.assetKind === 'OTHER');
  const rows = [
    byCheck(
      isByCheck(input, 'HOME'),
      homes.missing.length === 0,
      row(
        { zh: '房产（处）', en: 'property' },
        'COUNT',
        declaredOf(input, 'HOME').length,
        homes.answered.has('HOME_TITLE') ? units.length : null,
        homes.missing.length === 0,
      ),
    ),
    byCheck(
      isByCheck(input, 'VEHICLE'),
      vehicles.missing.length === 0,
      row(
        { zh: '车船（辆、艘）', en: 'vehicles and ships' },
        'COUNT',
        declaredOf(input, 'VEHICLE').length,
        vehicles.answered.has('VEHICLE') ? registered.length : null,
        vehicles.missing.length === 0,
      ),
    ),
    byCheck(
      isByCheck(input, 'DEPOSIT'),
      banks.missing.length === 0,
      lineRow(
        row(
          { zh: '存款及理财', en: 'deposits and wealth management' },
          'FEN',
          sumFen(deposits.map((one) => one.amountFen)),
          banks.answered.has('BANK_HOLDING')
            ? sumFen(held.map(({ fact }) => (isInYuan(fact) ? fact.balanceFen + fact.wealthManagementFen : 0)))
            : null,
          banks.missing.length === 0,
        ),
        bankBounds(input, banks),
      ),
    ),
  ];
  rows.push(
    ...beyondBanks(input, SECURITIES, 'SECURITIES', { zh: '有价证券', en: 'securities' }),
    ...beyondBanks(input, POLICIES, 'INSURANCE', { zh: '保单现金价值', en: 'cash value of insurance' }),
  );
  if (others.length > 0) {
    const item = { zh: '债权及其他', en: 'claims and others' };
    rows.push(row(item, 'FEN', sumFen(others.map((one) => one.amountFen)), null, false));
  }
  rows.push(...incomeRows(input));
  const rigid = declaredOf(input, 'RIGID_EXPENDITURE');
  if (rigid.length > 0) {
    const item = { zh: '刚性支出', en: 'rigid expenditure' };
    rows.push(row(item, 'FEN', sumFen(rigid.map((one) => one.yearlyFen)), null, false));
  }
  return rows;
}

/** The kinds of income of which anything was declared or found, without what the pack leaves out. */
function incomeRows(input: IndicatorInput): readonly ComparisonRow[] {
  return incomeBeside(input)
    .kinds.filter(({ kind, declaredFen, foundFen }) => declaredFen > 0 || (foundFen ?? 0) > 0 || isByCheck(input, kind))
    .map((one) => (one.shortFen > 0 ? incomeRow(one) : byCheck(isByCheck(input, one.kind), one.whole, incomeRow(one))));
}

/** Only what was found beyond the form is a difference: money that no register knows of is declared in good faith. */
function incomeRow({ label, declaredFen, foundFen, shortFen, whole }: KindBeside): ComparisonRow {
  const item = { zh: `${label.zh}（年）`, en: `${label.en}, a year` };
  const head = { item, unit: 'FEN', declared: declaredFen, found: foundFen } as const;
  if (foundFen === null) return { ...head, status: 'NOT_CHECKED', words: DECLARED_ONLY };
  if (shortFen > 0) {
    const part = whole ? { zh: '', en: '' } : { zh: '（反馈不全）', en: ' (answers incomplete)' };
    const amount = `${formatYuan(shortFen)} 元`;
    const words = { zh: `查得高于申报 ${amount}${part.zh}`, en: `found beyond the form: ${amount}${part.en}` };
    return { ...head, status: 'DIFFERS', words };
  }
  if (foundFen === declaredFen && whole) return { ...head, status: 'AGREES', words: { zh: '一致', en: 'agrees' } };
  if (foundFen === declaredFen) {
    return { ...head, status: 'NOT_CHECKED', words: { zh: '尚未核完（反馈不全）', en: 'not complete' } };
  }
  return {
    ...head,
    status: 'NOT_CHECKED',
    words: { zh: '高于查得部分，未核对', en: 'beyond what was found, not checked' },
  };
}

/** A row for what is declared or found of one kind; none where there is neither. */
function beyondBanks(
  input: IndicatorInput,
  kinds: readonly [FactType, ...FactType[]],
  assetKind: 'SECURITIES' | 'INSURANCE',
  item: Words,
): readonly ComparisonRow[] {
  const reading = readFacts(input, kinds);
  const declared = declaredOf(input, 'FINANCIAL_ASSET').filter((one) => one.assetKind === assetKind);
  const { securitiesFen, insuranceFen, ...beyond } = assetsBeyondBanks(input, reading);
  const unreckoned = assetKind === 'SECURITIES' ? beyond.unreckoned : [];
  const found = assetKind === 'SECURITIES' ? securitiesFen : insuranceFen;
  const left = isByCheck(input, assetKind);
  if (declared.length === 0 && found === 0 && unreckoned.length === 0 && !left) return [];
  const declaredFen = sumFen(declared.map((one) => one.amountFen));
  const told = reading.answered.has(kinds[0]) ? found : null;
  const whole = reading.missing.length === 0;
  return [byCheck(left, whole, atLeastRow(row(item, 'FEN', declaredFen, told, whole), unreckoned.length > 0))];
}

/**
 * The row of deposits where banks answered only about a threshold. Their amounts are no complete sum to compare with
 * the form, unless the lower bound is already more than the declaration.
 */
function lineRow(given: ComparisonRow, { lines, lowerFen, unreckoned }: BankBounds): ComparisonRow {
  const told = atLeastRow(given, unreckoned.length > 0);
  if (lines.length === 0) return told;
  if (lowerFen > told.declared) {
    const words = { zh: '查得高于申报（有银行只答是否超限）', en: 'found more; some banks told the line only' };
    return { ...told, found: lowerFen, status: 'DIFFERS', words };
  }
  const words = { zh: '有银行只答是否超限，金额未核对', en: 'some banks told the line only; the sum is not checked' };
  return { ...told, status: 'NOT_CHECKED', words };
}

/** A sum that something in another currency comes on top of agrees with nothing. */
function atLeastRow(told: ComparisonRow, more: boolean): ComparisonRow {
  if (!more) return told;
  if (told.found !== null && told.found > told.declared) return told;
  return { ...told, status: 'NOT_CHECKED', words: { zh: '另有未折算的外币资产', en: 'foreign assets come on top' } };
}

/** A row of what was left to the check: what was found stands for itself, and nothing is compared. */
function byCheck(left: boolean, whole: boolean, told: ComparisonRow): ComparisonRow {
  if (!left) return told;
  const part = whole && told.found !== null ? { zh: '', en: '' } : { zh: '（反馈不全）', en: ' (answers incomplete)' };
  const words = { zh: `${BY_CHECK_WORDS.zh}${part.zh}`, en: `${BY_CHECK_WORDS.en}${part.en}` };
  return { ...told, status: 'NOT_CHECKED', words, byCheck: true };
}

function row(
  item: Words,
  unit: ComparisonRow['unit'],
  declared: number,
  found: number | null,
  whole: boolean,
): ComparisonRow {
  const head = { item, unit, declared, found };
  if (found === null) return { ...head, status: 'NOT_CHECKED', words: DECLARED_ONLY };
  if (found === declared && whole) return { ...head, status: 'AGREES', words: { zh: '一致', en: 'agrees' } };
  const part = whole ? { zh: '', en: '' } : { zh: '（反馈不全）', en: ' (answers incomplete)' };
  // The sum found so far equals the declaration, but a part is still unknown.
  if (found === declared)
    return { ...head, status: 'NOT_CHECKED', words: { zh: `尚未核完${part.zh}`, en: `not complete${part.en}` } };
  const difference =
    unit === 'FEN' ? `${formatYuan(Math.abs(found - declared))} 元` : String(Math.abs(found - declared));
  const words =
    found > declared
      ? { zh: `查得多 ${difference}${part.zh}`, en: `found more: ${difference}${part.en}` }
      : { zh: `查得少 ${difference}${part.zh}`, en: `found less: ${difference}${part.en}` };
  return { ...head, status: 'DIFFERS', words };
}
