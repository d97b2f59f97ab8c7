import { createHash } from 'node:crypto';

/** Chance that repeats itself: the same seed and path give the same sequence in every process. */
export type Seeded = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
};

/** 32 bits of a hash, as the start of a sequence or as an offset. */
export function hash32(seed: string, ...path: readonly (string | number)[]): number {
  return createHash('sha256')
    .update([seed, ...path].join('\u0000'))
    .digest()
    .readUInt32BE(0);
}

export function seeded(seed: string, ...path: readonly (string | number)[]): Seeded {
  let state = hash32(seed, ...path);
  // Mulberry32: small, and good enough to make up people.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
  };
}
