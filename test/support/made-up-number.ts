/**
 * Whether a citizen number can only be made up: the districts 梁溪 (320213) and 新吴 (320214) date from 2015-16, so
 * nobody born before was given a number of theirs at birth. Written apart from the code that makes such numbers.
 */
export function isMadeUp(number: string): boolean {
  return /^32021[34]\d{11}[\dX]$/.test(number) && number.slice(6, 14) < '20150101';
}

/** Sex by the 17th digit: odd is male. */
export function sexIn(number: string): 'MALE' | 'FEMALE' {
  return Number(number[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
}
