import type { ByCheckItem } from '../application/declared-item.ts';
import type { Words } from './outcome.ts';
import type { IndicatorInput } from './define-indicator.ts';

/**
 * 以核对为准: the family leaves an item to the verification, because nobody may ask the family for what the verification can
 * find (社会救助法 Art 62). This is neither an amount nor an omission: the findings count, are compared with nothing, and
 * cause no doubt.
 */
export const BY_CHECK_WORDS: Words = { zh: '以核对为准', en: 'left to the check' };

type Declared = Pick<IndicatorInput, 'declared' | 'counted'>;

/** The members who count and left an item to the check; all of them where it was left for the family. */
function whoLeft({ declared, counted }: Declared, item: ByCheckItem): ReadonlySet<string> {
  const left = declared.filter(({ content }) => content.kind === 'BY_CHECK' && content.item === item);
  const ids = counted.map(({ personId }) => personId);
  if (left.some(({ personId }) => personId === null)) return new Set(ids);
  return new Set(left.flatMap(({ personId }) => (personId !== null && ids.includes(personId) ? [personId] : [])));
}

/** Whether anybody who counts left one of these items to the check. */
export function isByCheck(input: Declared, ...items: readonly ByCheckItem[]): boolean {
  return items.some((item) => whoLeft(input, item).size > 0);
}

/** Whether one of these people left the item to the check. */
function leftByAny(input: Declared, item: ByCheckItem, personIds: readonly string[]): boolean {
  const left = whoLeft(input, item);
  return personIds.some((id) => left.has(id));
}

type Found = { readonly personId: string; readonly sharedBy?: readonly string[] | undefined };

/** The findings about people who did not leave the item to the verification: only these are compared with the form. */
export function heldAgainstForm<F extends Found>(
  input: Declared,
  item: ByCheckItem,
  found: readonly F[],
): readonly F[] {
  return found.filter(({ personId, sharedBy }) => !leftByAny(input, item, sharedBy ?? [personId]));
}

/** The others: what was found of people who left the item to the check. */
export function leftToCheck<F extends Found>(input: Declared, item: ByCheckItem, found: readonly F[]): readonly F[] {
  return found.filter(({ personId, sharedBy }) => leftByAny(input, item, sharedBy ?? [personId]));
}
