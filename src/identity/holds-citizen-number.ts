import { Problem } from '../platform/problem.ts';
import { parseCitizenNumber } from './citizen-number.ts';

/** People alive or in a file were born in one of these centuries; it keeps serial numbers from looking like people. */
const WITH_CENTURY = /^\d{6}(18|19|20)/;
const SEPARATORS = /[\s\p{Pd}_./]/gu;

/**
 * Whether a citizen number stands somewhere in a text that is kept in the clear, such as a document's number or a
 * key: 18 characters wherever they begin, also when written in groups (`320213-19600101-0011`), and a run of
 * exactly 15 digits. An old number has no checksum, so a serial of 15 digits with a date in it counts as one.
 */
export function holdsCitizenNumber(text: string): boolean {
  const plain = text.normalize('NFKC').toUpperCase();
  const runs = [...plain.matchAll(/\d{15,}X?/g)].map(([run]) => run);
  const grouped = [...plain.replace(SEPARATORS, '').matchAll(/\d{17,}X?/g)].map(([run]) => run);
  return (
    runs.some((run) => /^\d{15}X?$/.test(run) && parses(run.slice(0, 15))) ||
    runs.some((run) => windows(run).some((part) => WITH_CENTURY.test(part) && parses(part))) ||
    grouped.some((run) => run.length === 18 && WITH_CENTURY.test(run) && parses(run))
  );
}

function windows(run: string): string[] {
  return Array.from({ length: Math.max(run.length - 17, 0) }, (_, start) => run.slice(start, start + 18));
}

function parses(text: string): boolean {
  try {
    return parseCitizenNumber(text).length === 18;
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
}
