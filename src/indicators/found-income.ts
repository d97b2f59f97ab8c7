import { sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { IncomeKind } from '../application/declared-item.ts';
import type { IncomeItem } from '../application/income-item.ts';
import type { FoundFact } from './known-facts.ts';
import type { Words } from './outcome.ts';
import { holderIds, holderNames } from './reading.ts';

/** A year's receipts of one kind by one person from one payer, as registers know them. */
export type FoundIncome = {
  readonly personId: string;
  /** Ids of all people with this income, where there are several: it is one amount, and any of them may declare it. */
  readonly sharedBy?: readonly string[];
  readonly kind: IncomeKind;
  /** The kind of income, and its source. */
  readonly words: Words;
  /** Integer fen over the twelve months. */
  readonly yearlyFen: Fen;
  /** Code of the declared item under which it belongs on the form; `null` where any item of its kind may hold it. */
  readonly item: IncomeItem | null;
  /** Kind of receipt as the exclusions of a pack name it; `null` where none could apply. */
  readonly exclusion: string | null;
  /** Worked out from a contribution base or an assessed turnover, not from money that was paid. */
  readonly estimated: boolean;
  /** Paid by the very aid that is checked: no income against it. Absent means that it is not. */
  readonly isOwnAid?: boolean;
};

/** Income of one kind that was found in a person's name. */
export function incomeEntry(
  kind: FoundIncome['kind'],
  { personId, name }: { readonly personId: string; readonly name: string },
  [zh, en]: readonly [string, string],
  yearlyFen: number,
): FoundIncome {
  const words = { zh: `${name}：${zh}`, en: `${name}: ${en}` };
  return { personId, kind, words, yearlyFen, item: null, exclusion: null, estimated: false };
}

/** The same of a thing that may be told of several people: their land is one, and so is its rent. */
export function sharedEntry(
  kind: FoundIncome['kind'],
  thing: Pick<FoundFact, 'member' | 'holders'>,
  what: readonly [string, string],
  yearlyFen: number,
): FoundIncome {
  const { personId } = thing.member;
  const entry = incomeEntry(kind, { personId, name: holderNames(thing) }, what, yearlyFen);
  return thing.holders === undefined ? entry : { ...entry, sharedBy: holderIds(thing) };
}

/** Lines as they are printed: what reads the same is one line, with the sum. */
export function linesOf<Income extends FoundIncome>(found: readonly Income[]): readonly Income[] {
  const groups = Map.groupBy(found, ({ words }) => words.zh);
  if (groups.size === found.length) return found;
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ ...first, yearlyFen: sumFen([first, ...rest].map(({ yearlyFen }) => yearlyFen)) }],
  );
}

/** Twelve months of one rent are one line. */
export function mergeEntries(entries: readonly FoundIncome[]): readonly FoundIncome[] {
  const groups = Map.groupBy(entries, ({ personId, words }) => `${personId} ${words.zh}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const yearlyFen = sumFen([first, ...rest].map((one) => one.yearlyFen));
    return yearlyFen === 0 ? [] : [{ ...first, yearlyFen }];
  });
}
