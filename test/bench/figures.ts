/** Percentile by nearest rank: the smallest value that at least `percent` of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values, no percentile');
  return value;
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no values, no median');
  return (lower + upper) / 2;
}

/** p50, p95 and p99 of one run, or the medians of those over several runs. */
export type Spread = { readonly p50: number; readonly p95: number; readonly p99: number };

export function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 50), p95: percentile(values, 95), p99: percentile(values, 99) };
}

export function medianSpread(spreads: readonly Spread[]): Spread {
  return {
    p50: median(spreads.map(({ p50 }) => p50)),
    p95: median(spreads.map(({ p95 }) => p95)),
    p99: median(spreads.map(({ p99 }) => p99)),
  };
}
