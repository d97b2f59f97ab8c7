import { formatYuan } from '../../../identity/fen.ts';
import type { Fen } from '../../../identity/fen.ts';
import type { Figure, Words } from '../../outcome.ts';

type Band = Extract<Figure, { unit: 'FEN_BAND' }>;

/**
 * The band in which an amount lies.
 * @param bounds lower bounds, integer fen, rising from 0.
 */
export function bandOf(amountFen: Fen, bounds: readonly Fen[]): Band {
  const at = bounds.findLastIndex((bound) => bound <= amountFen);
  return { unit: 'FEN_BAND', value: bounds[at] ?? 0, below: bounds[at + 1] ?? null };
}

/** `10,000–30,000 元`. */
export function printBand({ value, below }: Band): Words {
  if (below === null) return { zh: `${bound(value)} 元以上`, en: `${bound(value)} yuan or more` };
  return { zh: `${bound(value)}–${bound(below)} 元`, en: `${bound(value)}–${bound(below)} yuan` };
}

/** The bounds of bands are round: fen that are none are left out. */
function bound(fen: Fen): string {
  return formatYuan(fen).replace(/\.00$/, '');
}
