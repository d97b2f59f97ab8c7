import { formatYuan, sumFen } from '../identity/fen.ts';
import type { IndicatorInput } from '../indicators/define-indicator.ts';
import type { Words } from '../indicators/outcome.ts';
import { declaredOf, factsOf, readSources } from '../indicators/reading.ts';
import type { ComparisonRow } from './document.ts';

/** Said of everything that no source has confirmed. */
export const DECLARED_ONLY: Words = { zh: '申报，未核对', en: 'declared, not checked' };

/**
 * Holds what the family declared against what was found. A difference is a question to ask, never a verdict. Empty
 * where nobody counts: what others declared is not compared, and must not read as nothing declared.
 */
export function compareDeclared(input: IndicatorInput): readonly ComparisonRow[] {
  if (input.counted.length === 0) return [];
  const homes = readSources(input, ['real-estate']);
  const vehicles = readSources(input, ['vehicles']);
  const banks = readSources(input, ['banks']);
  const units = factsOf(input, homes, 'HOME_TITLE').filter(({ fact }) => fact.status === 'CURRENT');
  const registered = factsOf(input, vehicles, 'VEHICLE').filter(({ fact }) => fact.status !== 'DEREGISTERED');
  const held = factsOf(input, banks, 'BANK_HOLDING');
  const assets = declaredOf(input, 'FINANCIAL_ASSET');
  const deposits = assets.filter((one) => one.assetKind === 'DEPOSIT');
  const others = assets.filter((one) => one.assetKind !== 'DEPOSIT');
  const rows = [
    row(
      { zh: '房产（处）', en: 'property' },
      'COUNT',
      declaredOf(input, 'HOME').length,
      homes.answered.has('real-estate') ? new Set(units.map(({ fact }) => fact.unitNumber)).size : null,
      homes.missing.length === 0,
    ),
    row(
      { zh: '车船（辆、艘）', en: 'vehicles and ships' },
      'COUNT',
      declaredOf(input, 'VEHICLE').length,
      vehicles.answered.has('vehicles') ? registered.length : null,
      vehicles.missing.length === 0,
    ),
    row(
      { zh: '存款及理财', en: 'deposits and wealth management' },
      'FEN',
      sumFen(deposits.map((one) => one.amountFen)),
      banks.answered.has('banks') ? sumFen(held.map(({ fact }) => fact.balanceFen + fact.wealthManagementFen)) : null,
      banks.missing.length === 0,
    ),
  ];
  if (others.length > 0) {
    const item = { zh: '证券、保险、债权及其他', en: 'securities, insurance, claims and others' };
    rows.push(row(item, 'FEN', sumFen(others.map((one) => one.amountFen)), null, false));
  }
  const income = declaredOf(input, 'INCOME');
  if (income.length > 0) {
    rows.push(
      row({ zh: '年收入', en: 'income a year' }, 'FEN', sumFen(income.map((one) => one.yearlyFen)), null, false),
    );
  }
  const rigid = declaredOf(input, 'RIGID_EXPENDITURE');
  if (rigid.length > 0) {
    const item = { zh: '刚性支出', en: 'rigid expenditure' };
    rows.push(row(item, 'FEN', sumFen(rigid.map((one) => one.yearlyFen)), null, false));
  }
  return rows;
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
  // What was found so far equals the declaration, but a part is still unknown.
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
