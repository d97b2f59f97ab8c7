import { NATION, regionChain } from '../identity/region.ts';

/** Whose register a department keeps: that of a county 县, a city 设区的市, a province 省 or the whole country. */
export const REGISTER_LEVELS = ['COUNTY', 'CITY', 'PROVINCE', 'NATION'] as const;
export type RegisterLevel = (typeof REGISTER_LEVELS)[number];

/**
 * The territory of a register as an installation reaches it: 无锡市 for a city's register asked from 梁溪区 or from 无锡市.
 *
 * @param division GB/T 2260 code of the installation.
 * @returns `null` where the installation serves more than one such register, as a city does of its counties' registers.
 * @throws Problem INVALID_REGION for an unknown division.
 */
export function territoryOf(level: RegisterLevel, division: string): string | null {
  if (level === 'NATION') return NATION;
  const rank = REGISTER_LEVELS.indexOf(level);
  return regionChain(division).find((code) => code.length === 6 && rankOf(code) === rank) ?? null;
}

/** Place in {@link REGISTER_LEVELS} of the register that a place of six digits keeps. */
function rankOf(code: string): number {
  if (code.endsWith('0000')) return REGISTER_LEVELS.indexOf('PROVINCE');
  return REGISTER_LEVELS.indexOf(code.endsWith('00') ? 'CITY' : 'COUNTY');
}
