import { successorOf } from './divisions.ts';
import { halfWidth } from './half-width.ts';
import { NATION } from './region.ts';

/** Counties among which an abolished one was divided: nobody can say from its code which. From general knowledge. */
const DIVIDED_AMONG: Readonly<Record<string, readonly string[]>> = {
  '320222': ['320205', '320206', '320211', '320214'],
  '320283': ['320205', '320206', '320214'],
};

/**
 * Whether two codes of GB/T 2260, of 6, 9 or 12 digits, may be one place: they are the same, one contains the other, or
 * one is the successor of the other, abolished one. Codes that our tables don't know are compared by their digits.
 */
export function mayBeOnePlace(a: string, b: string): boolean {
  return placesOf(a).some((one) => placesOf(b).some((other) => one.startsWith(other) || other.startsWith(one)));
}

/** {@link mayBeOnePlace} of the counties in which two places lie; a place above the county may be any of its counties. */
export function mayBeOneCounty(a: string, b: string): boolean {
  return mayBeOnePlace(halfWidth(a).slice(0, 6), halfWidth(b).slice(0, 6));
}

/** The digits that say where: those below the county do not outlive it, and the nation has none. */
function placesOf(code: string): readonly string[] {
  const digits = halfWidth(code).trim();
  if (digits === NATION) return [''];
  const county = digits.slice(0, 6);
  const divided = DIVIDED_AMONG[county];
  if (divided !== undefined) return divided;
  const successor = successorOf(county);
  if (successor !== null) return [successor.code];
  return [
    digits
      .replace(/^(\d{9})000$/, '$1')
      .replace(/^(\d{6})000$/, '$1')
      .replace(/^(\d{2}|\d{4})0+$/, '$1'),
  ];
}
