import { Problem } from '../platform/problem.ts';
import { halfWidth } from './half-width.ts';

/** An amount of money: a whole number of fen 分 (1/100 yuan) that a double holds exactly. Never a fraction. */
export type Fen = number;

/** Groups of three, or no separators at all: `12,34` is a slip, not 1,234. */
const AMOUNT = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;

function refusal(): Problem {
  return new Problem({
    code: 'INVALID_AMOUNT',
    zh: '金额无效：请以元为单位填写，不小于 0，最多两位小数，例如 1234.50',
    en: 'Invalid amount: write yuan, not below 0, with at most two decimals, for example 1234.50',
  });
}

/**
 * Reads an amount in yuan: `1,234.50`, `1234.5`, `¥1,234.50`, `1234.50元`, also full-width.
 * @param options `signed` allows a minus, as in a bank's overdraft; what people declare has none.
 * @throws Problem INVALID_AMOUNT for another form, a third decimal, a minus, or more than can be held exactly.
 */
export function parseYuan(text: string, options: { readonly signed?: boolean } = {}): Fen {
  const plain = halfWidth(text)
    .replace(/\s/gu, '')
    .replace('\u2212', '-')
    .replace(/^\u00A5/u, '')
    .replace(/元$/u, '');
  const [, minus = '', yuan = '', decimals = ''] = AMOUNT.exec(plain) ?? [];
  if (yuan === '' || (minus !== '' && options.signed !== true)) throw refusal();
  const fen = Number(yuan.replaceAll(',', '') + decimals.padEnd(2, '0'));
  if (!Number.isSafeInteger(fen)) throw refusal();
  return minus === '' || fen === 0 ? fen : -fen;
}

/** `1,234.50`; a negative amount has a leading `-`. */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(exact(fen))).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
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
