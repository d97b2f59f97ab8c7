import { Problem } from '../platform/problem.ts';
import { normaliseNumber } from './citizen-number.ts';
import { PROVINCES, DIVISIONS } from './divisions.ts';

/**
 * A known division: 6 digits (GB/T 2260: province, city or county), 9 (township) or 12 (village or community).
 * Always the shortest form: `320213000000` is `320213`.
 */
export type RegionCode = string & { readonly __regionCode: true };

/**
 * Reads a division code of 6, 9 or 12 digits. The first six must be in our tables, abolished codes included;
 * townships and villages below them are not listed, so their digits are not examined.
 * @throws Problem INVALID_REGION for another form or an unknown division.
 */
export function parseRegion(code: string): RegionCode {
  const digits = normaliseNumber(code);
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(digits)) {
    throw new Problem({
      code: 'INVALID_REGION',
      zh: '行政区划代码无效：应为 6 位、9 位或 12 位数字',
      en: 'Invalid division code: it has 6, 9 or 12 digits',
    });
  }
  const shortest = digits.replace(/^(\d{6})(000|000000)$/, '$1').replace(/^(\d{9})000$/, '$1');
  const county = shortest.slice(0, 6);
  const isProvince = Object.hasOwn(PROVINCES, county);
  // Below a province comes a city, never a township.
  if ((!isProvince && !Object.hasOwn(DIVISIONS, county)) || (isProvince && shortest.length > 6)) {
    throw new Problem({
      code: 'INVALID_REGION',
      zh: '行政区划代码无效：不在区划表（GB/T 2260）内，请核对',
      en: 'Invalid division code: it is not in the table (GB/T 2260); look at its digits',
    });
  }
  return shortest as RegionCode;
}

/** Territory of a register that is kept for the whole country; no case belongs to it. */
export const NATION = '100000';

/**
 * Name of a division, `无锡市梁溪区`; a township or village, which our tables do not name, is its county and its code.
 * @throws Problem INVALID_REGION as {@link parseRegion}.
 */
export function regionName(code: string): string {
  if (code === NATION) return '全国';
  const region = parseRegion(code);
  const county = region.slice(0, 6);
  const province = PROVINCES[county];
  if (province !== undefined) return province;
  const division = DIVISIONS[county];
  if (division === undefined) throw new RangeError('a parsed division is in a table');
  const city = county.endsWith('00') ? division.name : `${cityOf(county)}${division.name}`;
  const suffix = division.abolishedIn === null ? '' : '（已撤销）';
  return region.length === 6 ? `${city}${suffix}` : `${city}${suffix} ${region}`;
}

/** {@link regionName}, or the code itself where the table does not know it. */
export function placeName(code: string): string {
  try {
    return regionName(code);
  } catch (thrown) {
    if (thrown instanceof Problem) return code;
    throw thrown;
  }
}

/** The city or prefecture of a county; one that a province or municipality governs itself is called by that. */
function cityOf(county: string): string {
  return DIVISIONS[`${county.slice(0, 4)}00`]?.name ?? PROVINCES[`${county.slice(0, 2)}0000`] ?? '';
}

/**
 * The division and those above it, nearest first: village, township, county, city, province.
 * @throws Problem INVALID_REGION as {@link parseRegion}.
 */
export function regionChain(code: string): RegionCode[] {
  const region = parseRegion(code);
  const chain = [
    region,
    region.slice(0, 9),
    region.slice(0, 6),
    `${region.slice(0, 4)}00`,
    `${region.slice(0, 2)}0000`,
  ];
  return [...new Set(chain)] as RegionCode[];
}

/** Whether `inner` is `outer` or lies within it; everything lies within the nation. */
export function regionCovers(outer: string, inner: string): boolean {
  if (outer === NATION) return inner === NATION || regionChain(inner).length > 0;
  return inner !== NATION && regionChain(inner).includes(parseRegion(outer));
}
