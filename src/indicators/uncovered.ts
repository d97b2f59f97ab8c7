import type { Fen } from '../identity/fen.ts';

/** An amount with the ids of everybody whose purse may cover it. */
export type Owed = { readonly by: readonly string[]; readonly fen: Fen };

/**
 * The remainder of amounts after funds have paid as much as possible, integer fen. Each amount is paid from the
 * funds of the people whom it concerns, in the best way (the maximum flow, by Ford and Fulkerson).
 */
export function uncovered(amounts: readonly Owed[], purses: ReadonlyMap<string, Fen>): Fen {
  const left = new Map(purses);
  const paid = amounts.map(() => new Map<string, Fen>());
  let open = 0;
  for (const [at, { fen }] of amounts.entries()) {
    let rest = fen;
    while (rest > 0) {
      const way = wayToMoney(amounts, paid, left, at);
      if (way === null) break;
      const flows = Math.min(
        rest,
        ...way.steps.map(({ from, amount }) => (from === null ? rest : (paid[amount]?.get(from) ?? 0))),
        left.get(way.purse) ?? 0,
      );
      for (const { amount, from, to } of way.steps) {
        const own = paid[amount];
        if (own === undefined) continue;
        if (from !== null) own.set(from, (own.get(from) ?? 0) - flows);
        own.set(to, (own.get(to) ?? 0) + flows);
      }
      left.set(way.purse, (left.get(way.purse) ?? 0) - flows);
      rest -= flows;
    }
    open += rest;
  }
  return open;
}

/** One amount turns from a purse to another; the first step has no purse to turn from. */
type Step = { readonly amount: number; readonly from: string | null; readonly to: string };

/** The shortest chain of amounts that turn to another purse, up to a purse in which something is left. */
function wayToMoney(
  amounts: readonly Owed[],
  paid: readonly ReadonlyMap<string, Fen>[],
  left: ReadonlyMap<string, Fen>,
  start: number,
): { readonly purse: string; readonly steps: readonly Step[] } | null {
  const reached = new Map<string, readonly Step[]>();
  const queue: { readonly amount: number; readonly from: string | null; readonly steps: readonly Step[] }[] = [
    { amount: start, from: null, steps: [] },
  ];
  for (let here = queue.shift(); here !== undefined; here = queue.shift()) {
    const { amount, from, steps } = here;
    for (const to of amounts[amount]?.by ?? []) {
      if (reached.has(to)) continue;
      const taken = [...steps, { amount, from, to }];
      reached.set(to, taken);
      if ((left.get(to) ?? 0) > 0) return { purse: to, steps: taken };
      for (const [other, own] of paid.entries()) {
        if ((own.get(to) ?? 0) > 0) queue.push({ amount: other, from: to, steps: taken });
      }
    }
  }
  return null;
}
