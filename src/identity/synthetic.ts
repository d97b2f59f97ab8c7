import type { CalendarDate } from '../platform/calendar-date.ts';
import { citizenChecksum, parseCitizenNumber } from './citizen-number.ts';
import type { CitizenNumber, Sex } from './citizen-number.ts';

/**
 * Numbers of people who never were. The districts 梁溪 (320213) and 新吴 (320214) date from 2015-16, so that nobody
 * born before was given a number of theirs at birth.
 */
const AREAS = ['320213', '320214'] as const;
const BORN_BEFORE = '2015-01-01';
/** Serials of one sex on one day in one area, below those set aside for centenarians. */
const SERIALS = 497;

/**
 * The number of a made-up person, the same for the same arguments; 994 indices give different numbers for one day
 * and sex, then they repeat.
 * @throws RangeError for a birth on or after 2015-01-01, when such numbers became real, or a negative index.
 */
export function syntheticCitizenNumber(seedIndex: number, birth: CalendarDate, sex: Sex): CitizenNumber {
  if (birth >= BORN_BEFORE) throw new RangeError('synthetic people are born before 2015-01-01');
  if (!Number.isSafeInteger(seedIndex) || seedIndex < 0) throw new RangeError('the index is a whole number from 0');
  const area = AREAS[seedIndex % 2 === 0 ? 0 : 1];
  const pair = Math.floor(seedIndex / 2) % SERIALS;
  const serial = sex === 'MALE' ? 2 * pair + 1 : 2 * pair + 2;
  const first17 = `${area}${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return parseCitizenNumber(first17 + citizenChecksum(first17));
}
