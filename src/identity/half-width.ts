/**
 * Full-width letters, digits and signs in their plain form, the ideographic space included. Nothing else: all of NFKC
 * would read 1² as 12.
 */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}
