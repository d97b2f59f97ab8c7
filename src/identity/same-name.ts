import { normaliseName } from './person-name.ts';

/** `CANNOT_SAY`: one of the two is written so that it neither is nor is not the other. */
export type NameComparison = 'SAME' | 'OTHER' | 'CANNOT_SAY';

/**
 * Placeholders of registers for a character that they cannot write, or hide: 王?, 王□, 王*, and unassigned private use.
 */
const PLACEHOLDER = /[?*\uFFFD\u25A0\u25A1\u3013\u303F\u2B1C\u2588]|\p{Co}|\p{Cs}/u;
const HAN = /\p{Script=Han}|\u3007/u;
const LATIN = /\p{Script=Latin}/u;
/** Words whose every order is tried; names of more words are compared in the orders in which they stand. */
const MOST_WORDS = 6;

/**
 * Compares two writings of names, in either order with the same answer. Equal are those that differ by dots, case,
 * width, spaces, hyphens, apostrophes, accents, variation selectors and zero-width characters only, and Latin names
 * whose words stand in another order (`SMITH, JOHN`). Not comparable are a name in ideographs and one in Latin letters,
 * and a name with a place left for a character (王□), or with its sound (王YAN), that fits the other. Traditional and
 * simplified characters are different characters here.
 */
export function compareNames(a: string, b: string): NameComparison {
  const [left, right] = [bareName(a), bareName(b)];
  if (left === right) return 'SAME';
  if (left === '' || right === '') return 'CANNOT_SAY';
  if (sameWords(a, b)) return 'SAME';
  if (HAN.test(left) !== HAN.test(right) && LATIN.test(left) !== LATIN.test(right)) return 'CANNOT_SAY';
  return fits(left, right) || fits(right, left) ? 'CANNOT_SAY' : 'OTHER';
}

/** Whether two writings are the same name. Compare the number first: a namesake is not the person. */
export function namesMatch(a: string, b: string): boolean {
  return compareNames(a, b) === 'SAME';
}

/**
 * The letters alone: a register that leaves out the dot of 阿卜杜·热合曼 means the same name. Tokens by which names are found
 * are made of it and stored: a character that is taken out here besides changes no name that the form of a person allows.
 */
export function bareName(name: string): string {
  return withoutAccents(normaliseName(name)).replace(/[·.,'"“”-]/gu, '');
}

/** Accents of Latin letters alone; in other scripts marks tell letters apart. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC');
}

/** Whether some order of the words of one is, written together, some order of the words of the other. */
function sameWords(a: string, b: string): boolean {
  const [left, right] = [latinWords(a), latinWords(b)];
  if (left === null || right === null) return false;
  const written = new Set(orders(left));
  return orders(right).some((order) => written.has(order));
}

/** Words of a name in Latin letters; `null` for another script, where the order of parts tells people apart. */
export function latinWords(name: string): readonly string[] | null {
  const words = name
    .normalize('NFKC')
    .split(/[\s,.·\-\p{Pd}]+/u)
    .map(bareName)
    .filter((word) => word !== '');
  return words.every((word) => /^\p{Script=Latin}+$/u.test(word)) ? words : null;
}

function orders(words: readonly string[]): readonly string[] {
  if (words.length > MOST_WORDS) return [words.join(''), words.toSorted().join('')];
  if (words.length <= 1) return [words.join('')];
  return words.flatMap((word, at) => orders(words.toSpliced(at, 1)).map((rest) => word + rest));
}

/** Whether a name with places left open, or with a sound instead of a character, may be the other. */
function fits(open: string, other: string): boolean {
  if (!HAN.test(open) || !(PLACEHOLDER.test(open) || LATIN.test(open))) return false;
  const parts = Array.from(open.matchAll(/\p{Script=Latin}+|\*+|./gsu), ([part]) => part);
  const pattern = parts.map((part) => {
    if (LATIN.test(part) || part.startsWith('*')) return '.+';
    return PLACEHOLDER.test(part) ? '.' : part.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);
  });
  return new RegExp(`^${pattern.join('')}$`, 'su').test(other);
}
