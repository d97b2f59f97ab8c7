/**
 * 统一社会信用代码 (GB 32100-2015) of enterprises that never existed: 320299 is no division, so no registry ever issued such
 * a code, although both check characters are valid.
 */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** Weights of the organisation code in it (GB 11714). */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The code of an invented enterprise. @param serial 0 to 999,999. */
export function madeUpCreditCode(serial: number): string {
  const organisation = `MD${String(serial % 1_000_000).padStart(6, '0')}`;
  const first17 = `91320299${organisation}${organisationCheck(organisation)}`;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * ALPHABET.indexOf(first17.charAt(place)), 0);
  return first17 + ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function organisationCheck(organisation: string): string {
  // Digits count as themselves, letters from ten on.
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, place) => total + weight * Number.parseInt(organisation.charAt(place), 36),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 11) return '0';
  return check === 10 ? 'X' : String(check);
}
