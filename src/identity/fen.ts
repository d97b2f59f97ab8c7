/** An amount of money: a whole number of fen 分 (1/100 yuan) that a double holds exactly. Never a fraction. */
export type Fen = number;

/** `1,234.50`; a negative amount has a leading `-`. */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(exact(fen))).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const yuan = whole.length < 4 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/**
 * Sum of amounts; 0 for none.
 * @throws RangeError where an amount or the sum is not a whole number held exactly.
 */
export function sumFen(list: readonly Fen[]): Fen {
  return list.reduce((total, fen) => exact(total + exact(fen)), 0);
}

/**
 * Shares an amount among `n`, rounded half up to whole fen (a negative half away from zero, 四舍五入). Sum first and
 * divide once: a rounded share is never multiplied back.
 * @throws RangeError unless `n` is a whole number, 1 or more.
 */
export function divideRound(fen: Fen, n: number): Fen {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError('an amount is divided by a whole number, 1 or more');
  const magnitude = Math.abs(exact(fen));
  const rest = magnitude % n;
  // Exact: the rest is taken off before dividing, and n - rest cannot overflow where rest * 2 could.
  const rounded = (magnitude - rest) / n + (rest >= n - rest ? 1 : 0);
  return fen < 0 && rounded !== 0 ? -rounded : rounded;
}

function exact(fen: Fen): Fen {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of fen, held exactly');
  return fen;
}
