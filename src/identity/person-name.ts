import { Problem } from '../platform/problem.ts';
import { withoutGbkPrivateUse } from './gbk-private-use.ts';

/** A name as it is shown: tidied, 1 to 50 characters, nothing garbled. */
export type PersonName = string & { readonly __personName: true };

const LONGEST = 50;

/** The dots that keyboards and registers write in the names of minorities: · • ‧ ∙ ⋅ ・ ･ and others. */
const MIDDLE_DOTS =
  /[\u0387\u2022\u2024\u2027\u2219\u22C5\u25CF\u25E6\u2981\u2E31\u2E33\u30FB\uA78F\uFE52\uFF0E\uFF65]/g;
/** A full stop separates initials of Latin letters; anywhere else it stands for the middle dot. */
const STOP_FOR_DOT = /(?<!\p{Script=Latin}) ?\. ?(?!\p{Script=Latin})/gu;
/**
 * Compatibility forms whose meaning is beyond doubt: radicals standing in for characters (copied from PDF files)
 * and full-width letters. The rest of NFKC is left alone: it would turn one character into another.
 */
const SAFE_COMPATIBILITY = /[\u2E80-\u2FDF\uFF01-\uFF5E]/g;
/** Variation selectors choose a glyph, zero-width and direction characters choose nothing. */
const INVISIBLE = /[\u200B-\u200F\p{Default_Ignorable_Code_Point}]/gu;
/** Letters of any script, 〇, marks, the middle dot; private use because some registers have no other place for a character. */
const NAME_CHARACTERS = /^[\p{L}\p{M}\p{Co}\u3007·.,'\- ]+$/u;
/** The permanent residence card prints SMITH, JOHN; between ideographs a comma separates two people. */
const COMMA_OUT_OF_PLACE = /(?<!\p{Script=Latin}\p{M}*),|,(?! ?\p{Script=Latin})/u;

function tidy(text: string): string {
  return (
    withoutGbkPrivateUse(text)
      .replace(MIDDLE_DOTS, (dot) => (dot === '\uFF0E' ? '.' : '·'))
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/\p{Pd}/gu, '-')
      .replace(SAFE_COMPATIBILITY, (character) => character.normalize('NFKC'))
      .normalize('NFC')
      .replace(INVISIBLE, '')
      .replace(STOP_FOR_DOT, '·')
      .replace(/\s+/gu, ' ')
      .trim()
      // A space separates words of Latin letters only; between ideographs it is filling (王 芳).
      .replace(/(?<![\p{Script=Latin}.]) | (?!\p{Script=Latin})/gu, '')
  );
}

/**
 * The form in which names are compared: one code point for each character however it was typed, no spaces, `·` for
 * every middle dot, Latin letters in capitals.
 */
export function normaliseName(text: string): string {
  return tidy(text).replaceAll(' ', '').toUpperCase();
}

/**
 * Reads a person's name and tidies it for display.
 * @throws Problem INVALID_NAME where it is empty, longer than 50 characters, or holds digits, signs or replacement
 * characters (a garbled name would be a question about another person).
 */
export function parsePersonName(text: string): PersonName {
  const name = tidy(text);
  const length = Array.from(name).length;
  if (length < 1 || length > LONGEST) {
    throw new Problem({
      code: 'INVALID_NAME',
      zh: `姓名无效：应为 1 至 ${LONGEST} 个字符`,
      en: `Invalid name: it must have 1 to ${LONGEST} characters`,
    });
  }
  if (!NAME_CHARACTERS.test(name) || COMMA_OUT_OF_PLACE.test(name) || !/[\p{L}\p{Co}\u3007]/u.test(name)) {
    throw new Problem({
      code: 'INVALID_NAME',
      zh: '姓名无效：含有数字、符号或乱码，请按证件填写',
      en: 'Invalid name: it holds digits, signs or garbled characters; write it as on the certificate',
    });
  }
  return name as PersonName;
}
