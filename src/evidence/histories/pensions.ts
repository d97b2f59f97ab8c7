import type { FactOf } from '../facts.ts';

type Pension = FactOf<'PENSION'>;

const RANK: Readonly<Record<Pension['status'], number>> = { PAID: 0, SUSPENDED: 1, ENDED: 2 };

/**
 * The last state of each pension of one person: a pension is known by its kind and its first day, and one that was paid
 * and has ended is over. Two of one state stay two, for they may be two pensions. The order is kept.
 * @param own pensions of one person.
 */
export function standingPensions<Item extends { readonly fact: Pension }>(own: readonly Item[]): readonly Item[] {
  return own.filter(
    ({ fact }) =>
      !own.some(
        ({ fact: other }) =>
          other.kind === fact.kind && other.since === fact.since && RANK[other.status] > RANK[fact.status],
      ),
  );
}
