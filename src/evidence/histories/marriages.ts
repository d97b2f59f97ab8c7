import { namesMatch } from '../../identity/same-name.ts';
import { comparePeople } from '../../identity/same-person.ts';
import type { WrittenPerson } from '../../identity/same-person.ts';
import type { FactOf } from '../facts.ts';

type Entry = { readonly fact: FactOf<'MARRIAGE'> };

/** The marriages of one person as the marriage register tells them. */
export type Marriages<Item extends Entry> = {
  /** The entry by which each marriage stands that nothing has ended, the earliest first. */
  readonly standing: readonly Item[];
  /** The entry that ended each of the others, the earliest first. */
  readonly ended: readonly Item[];
  /** The entry that tells today's state: the newest that stands, else the newest end; `null` without any entry. */
  readonly now: Item | null;
};

/**
 * Follows each marriage of one person from entry to entry. A divorce, and a marriage that was annulled or declared void,
 * ends the marriage with that spouse and no other. Two entries of one day are in the order that can be: who was married
 * is divorced and then married again, who was not is married and then divorced.
 *
 * A divorce by judgment of a court, and a death, stand in no marriage register: what stands here may have ended so.
 * @param own entries of one person, in any order.
 */
export function marriagesOf<Item extends Entry>(own: readonly Item[]): Marriages<Item> {
  const standing: Item[] = [];
  const ended: Item[] = [];
  for (const group of bySpouse(own)) {
    const { entry, stands } = lastOf(group);
    (stands ? standing : ended).push(entry);
  }
  standing.sort(byDay);
  ended.sort(byDay);
  return { standing, ended, now: standing.at(-1) ?? ended.at(-1) ?? null };
}

/** Entries of one spouse each. A spouse with a number comes first, so that a name alone finds the number it belongs to. */
function bySpouse<Item extends Entry>(own: readonly Item[]): readonly (readonly [Item, ...Item[]])[] {
  const groups: [Item, ...Item[]][] = [];
  const numbered = (item: Item): number => (item.fact.spouseNumber === null ? 1 : 0);
  for (const item of own.toSorted((a, b) => numbered(a) - numbered(b) || byDay(a, b))) {
    const spouse = spouseOf(item);
    const group =
      groups.find(([first]) => comparePeople(spouseOf(first), spouse) === 'SAME') ??
      groups.find(([first]) => isWrittenAs(spouseOf(first), spouse));
    if (group === undefined) groups.push([item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Whether two entries of one person's marriages name one spouse, as far as they are written: by the same name and no other
 * number, or by the same number. An entry that only may be of that spouse ends no marriage with them.
 */
function isWrittenAs(a: WrittenPerson, b: WrittenPerson): boolean {
  if (comparePeople(a, b) === 'OTHER') return false;
  return namesMatch(a.name, b.name) || comparePeople(a, { ...b, name: a.name }) === 'SAME';
}

/** The spouse of an entry, as the register writes them. */
export function spouseOf({ fact }: Entry): WrittenPerson {
  return { name: fact.spouseName, number: fact.spouseNumber };
}

/** Where the entries of one spouse end, day by day. */
function lastOf<Item extends Entry>(
  group: readonly [Item, ...Item[]],
): {
  readonly entry: Item;
  readonly stands: boolean;
} {
  const days = [...Map.groupBy(group.toSorted(byDay), ({ fact }) => fact.registeredOn).values()];
  let stands = false;
  let entry = group[0];
  for (const ofDay of days) {
    const wed = ofDay.findLast(({ fact }) => fact.state === 'MARRIED');
    const end = ofDay.findLast(({ fact }) => fact.state !== 'MARRIED');
    const married: boolean = wed !== undefined && (end === undefined || stands);
    entry = (married ? wed : end) ?? entry;
    stands = married;
  }
  return { entry, stands };
}

/** By day, and of one day by the whole entry, so that the order of the evidence moves nothing. */
function byDay(a: Entry, b: Entry): number {
  const [one, other] = [orderOf(a), orderOf(b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function orderOf({ fact }: Entry): string {
  return `${fact.registeredOn} ${JSON.stringify(fact)}`;
}
