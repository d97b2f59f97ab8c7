import { declaresItem, isOpenCode } from '../application/income-item.ts';
import { sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { DeclaredIncome } from './declared-income.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { FoundIncome } from './found-income.ts';
import type { Words } from './outcome.ts';
import { plainName } from './plain-name.ts';

/** Something found, with every name under which its payer is known; only a wage has any. */
type Found = FoundIncome & { readonly employers?: readonly string[] };

/** The findings beyond the form for one kind of income. */
export type BeyondForm = {
  /** Sum of what lies beyond the tolerance, integer fen; 0 where nothing does. */
  readonly shortFen: Fen;
  /** Findings that nobody declared at all. */
  readonly undeclared: readonly Words[];
};

/**
 * Compares the findings with the form, person by person and item by item. A finding is covered first by the person's
 * declaration of its item, then by their declaration without an item, then by such a declaration of the family. The
 * largest finding comes first; a finding about several people comes last, because any of them may have declared it. The
 * tolerance of the pack is measured on the amount that covers the item, so no tolerance hides an undeclared item.
 */
export function beyondForm(
  input: Pick<IndicatorInput, 'pack'>,
  found: readonly Found[],
  declared: readonly DeclaredIncome[],
): BeyondForm {
  const items = itemsOf(found);
  const named = new Set<DeclaredIncome>();
  for (const { one, own } of namings(items, declared)) {
    named.add(one);
    coverAll(own, one.income.yearlyFen);
  }
  for (const personId of [...new Set(items.flatMap(({ by }) => by))].toSorted()) {
    const rest = declared.filter((one) => one.personId === personId && !named.has(one) && saysNothing(one, items));
    coverAll(
      items.filter(({ by }) => by.includes(personId)),
      sum(rest),
    );
  }
  coverAll(items, sum(declared.filter(({ personId }) => personId === null)));
  const percent = input.pack.rules.incomeTolerancePercent.value;
  const beyond = items.filter((item) => leftOf(item) * 100 > item.measureFen * percent);
  const undeclared = beyond.filter(({ measureFen }) => measureFen === 0);
  return {
    shortFen: sumFen(beyond.map(leftOf)),
    undeclared: undeclared.flatMap(({ entries }) => entries.map(({ words }) => words)),
  };
}

/** One receipt from one payer of one person, or of several, as its line names it; `measureFen` is what was declared that covers any of it. */
type Item = {
  readonly by: readonly string[];
  readonly entries: readonly Found[];
  readonly foundFen: Fen;
  coveredFen: Fen;
  measureFen: Fen;
};

/** Those of one person first, the largest first, of one size in a fixed order. */
function itemsOf(found: readonly Found[]): readonly Item[] {
  const groups = Map.groupBy(
    found.filter(({ yearlyFen }) => yearlyFen > 0),
    (one) => `${holdersOf(one).join(' ')}|${one.item ?? ''}|${one.employers?.toSorted().join(' ') ?? one.words.zh}`,
  );
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, entries]): readonly Item[] => {
      const [first] = entries;
      if (first === undefined) return [];
      const foundFen = sumFen(entries.map(({ yearlyFen }) => yearlyFen));
      return [{ by: holdersOf(first), entries, foundFen, coveredFen: 0, measureFen: 0 }];
    })
    .toSorted((a, b) => a.by.length - b.by.length || b.foundFen - a.foundFen);
}

function holdersOf({ personId, sharedBy }: Found): readonly string[] {
  return sharedBy?.toSorted() ?? [personId];
}

function isOf({ by }: Item, { personId }: DeclaredIncome): boolean {
  return personId !== null && by.includes(personId);
}

/**
 * Declarations with the items that they name. One code may name several that registers tell apart: what the first leaves
 * covers the next. Those that name the fewest come first, in an order that the form does not change.
 */
function namings(items: readonly Item[], declared: readonly DeclaredIncome[]) {
  const orderOf = ({ personId, income }: DeclaredIncome): string => JSON.stringify([personId, income]);
  return declared
    .map((one) => ({ one, own: items.filter((item) => isOf(item, one) && isNamedFor(one, item)) }))
    .filter(({ own }) => own.length > 0)
    .toSorted((a, b) => a.own.length - b.own.length || (orderOf(a.one) < orderOf(b.one) ? -1 : 1));
}

/** Whether something declared names the item: its payer, or its code. */
function isNamedFor({ income }: DeclaredIncome, { entries }: Item): boolean {
  return entries.some(({ employers, item }) => {
    if (employers === undefined) return item !== null && declaresItem(income.item, item);
    const { payer } = income;
    return payer !== null && employers.some((employer) => plainName(employer) === plainName(payer));
  });
}

/** Whether something declared may be anything of its kind: a wage of another payer, or an item whose code names no other. */
function saysNothing({ income }: DeclaredIncome, items: readonly Item[]): boolean {
  return isOpenCode(income.item) || items.every(({ entries }) => entries.every(({ item }) => item === null));
}

function coverAll(items: readonly Item[], poolFen: Fen): void {
  let left = poolFen;
  for (const item of items) {
    const used = Math.min(left, leftOf(item));
    if (used === 0) continue;
    item.coveredFen += used;
    item.measureFen += poolFen;
    left -= used;
  }
}

function leftOf({ foundFen, coveredFen }: Item): Fen {
  return foundFen - coveredFen;
}

function sum(declared: readonly DeclaredIncome[]): Fen {
  return sumFen(declared.map(({ income }) => income.yearlyFen));
}

/** `，其中未申报：…`, of what nobody declared. */
export function undeclaredWords({ undeclared }: BeyondForm): Words {
  if (undeclared.length === 0) return { zh: '', en: '' };
  return {
    zh: `，其中未申报：${undeclared.map(({ zh }) => zh).join('；')}`,
    en: `, of them not declared at all: ${undeclared.map(({ en }) => en).join('; ')}`,
  };
}
