/** Places that an address names: streets, lanes, estates, villages. */
const PLACE = /[^\s\d]{1,20}?(?:大道|街道|小区|社区|花园|新村|公寓|路|街|巷|弄|里|村|苑|园|庄|镇|乡)/gu;
/** The division's code already covers the parts above the street. */
const ABOVE = /^(?:[^\s\d]{1,12}?(?:省|自治区))?(?:[^\s\d]{1,12}?市)?(?:[^\s\d]{1,8}?[区县市](?!里))?/u;
const NUMBER = /^(?:[一二三四五六]期)?第?([\d〇一二三四五六七八九十]+(?:-\d+)?)(?=号|弄|组|队|栋|幢|座)/u;
const DIGITS = new Map(Array.from('〇一二三四五六七八九', (digit, value) => [digit, String(value)] as const));

/** The searched parts of an address: each place, and a place with the number that follows it. */
export type AddressParts = { readonly places: readonly string[]; readonly numbered: readonly string[] };

/**
 * Takes an address apart as it is written and as it is sought: 学前街12号3单元 is the place 学前街, and 学前街 with 12. Names of
 * province, city and district are left out.
 */
export function addressParts(address: string): AddressParts {
  const plain = address.normalize('NFKC').replaceAll(/[\s,，。、]/gu, '');
  const below = plain.replace(ABOVE, '');
  const found = [...(below === '' ? plain : below).matchAll(PLACE)];
  const places = found.map(([place]) => place);
  const numbered = found.flatMap((match) => {
    const [place] = match;
    const rest = match.input.slice(match.index + place.length);
    const number = NUMBER.exec(rest)?.[1];
    return number === undefined ? [] : [`${place}${arabic(number)}`];
  });
  return { places: [...new Set(places)], numbered: [...new Set(numbered)] };
}

/** 十二 and 12 are one number; larger ones are hardly ever written out. */
function arabic(number: string): string {
  const tens = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(number);
  if (tens !== null) return `${DIGITS.get(tens[1] ?? '') ?? '1'}${DIGITS.get(tens[2] ?? '') ?? '0'}`;
  return Array.from(number, (digit) => DIGITS.get(digit) ?? digit).join('');
}
